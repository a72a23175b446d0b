using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace AmiBlazor.Auth.Authorization;

/// <summary>Records denied requests in the audit log.</summary>
internal static class DeniedRequestAuditor
{
    /// <summary>Records that a request was denied.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">The action; null for the one in the endpoint's <see cref="AuditMetadata"/>, or <see cref="AuditAction.PageOpened"/>.</param>
    /// <param name="reason">The reason; null if it is the role.</param>
    /// <returns>False if it repeats one within a minute, which is only counted.</returns>
    public static bool Record(HttpContext context, AuditAction? action = null, string? reason = null)
    {
        var audited = context.GetEndpoint()?.Metadata.GetMetadata<AuditMetadata>();
        var about = audited?.About is { } name ? context.Request.RouteValues[name] as string ?? context.Request.Query[name].ToString() : null;
        var call = $"{context.Request.Method} {context.Request.Path}";
        return context.RequestServices.GetRequiredService<AuditLog>().RecordDenial(
            Actor.Of(context),
            action ?? audited?.Action ?? AuditAction.PageOpened,
            string.IsNullOrEmpty(about) ? context.Request.Path.ToString() : about,
            reason is null ? call : $"{call}. {reason}");
    }

    /// <summary>Records that the role of a signed-in user or a key does not allow a request, and answers 403.</summary>
    public static Task ForbidAsync(HttpContext context)
    {
        Record(context);
        var role = context.User.FindFirstValue(ClaimTypes.Role);
        var isEnough = Roles.AtOrAbove(Roles.Supervisor).Contains(role, StringComparer.Ordinal);
        var sentence = isEnough && context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() is [.., { Policy: Policies.Control }]
            ? $"“{context.User.Identity?.Name}” may not act on calls and queues. An administrator allows it: to an account on the page Accounts, "
                + "to a configured API key by Api:Keys:N:Control."
            : $"“{context.User.Identity?.Name}” has the role {role}, which does not allow this.";
        return AuthProblems.WriteAsync(context, StatusCodes.Status403Forbidden, sentence);
    }
}
