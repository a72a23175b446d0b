namespace AmiBlazor.Audit;

/// <summary>Requests that were refused, as the audit tells them.</summary>
internal static class DeniedRequestAuditor
{
    /// <summary>Writes down that a request was refused.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">What it is called; null for what its endpoint says, or for the opening of a page.</param>
    /// <param name="reason">Why, where the role is not the reason.</param>
    public static void Note(HttpContext context, AuditAction? action = null, string? reason = null)
    {
        var audited = context.GetEndpoint()?.Metadata.GetMetadata<AuditMetadata>();
        var about = audited?.About is { } name ? context.Request.RouteValues[name] as string ?? context.Request.Query[name].ToString() : null;
        var call = $"{context.Request.Method} {context.Request.Path}";
        context.RequestServices.GetRequiredService<AuditLog>().RecordDenial(
            Actor.Of(context),
            action ?? audited?.Action ?? AuditAction.PageOpened,
            string.IsNullOrEmpty(about) ? context.Request.Path.ToString() : about,
            reason is null ? call : $"{call}. {reason}");
    }
}
