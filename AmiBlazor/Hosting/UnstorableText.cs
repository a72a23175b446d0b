namespace AmiBlazor.Hosting;

/// <summary>
/// Refuses a request with a NUL in its query or form: no text of this program has one, PostgreSQL takes none, and in SQLite a pattern ends there. (Kestrel
/// refuses one in the path or in a header.) What comes otherwise, such as over a circuit, is made storable on its way to the database.
/// </summary>
internal sealed class UnstorableText(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Percent-decoded once, and a NUL itself does not pass Kestrel: it can stand there in this form only.
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true) return RefuseAsync(context, "URL");
        return context.Request.HasFormContentType ? ReadFormAsync(context) : next(context);
    }

    private async Task ReadFormAsync(HttpContext context)
    {
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (IOException)
        {
            // Too large, or broken off: whoever needs the form says so.
            await next(context);
            return;
        }
        catch (Exception malformed) when (malformed is InvalidDataException or InvalidOperationException)
        {
            await AuthProblems.WriteAsync(context, StatusCodes.Status400BadRequest, "The form cannot be read: it is malformed, or contains a NUL character.");
            return;
        }

        if (form.Any(static field => field.Key.Contains('\0', StringComparison.Ordinal) || field.Value.Any(static value => value?.Contains('\0', StringComparison.Ordinal) == true)))
            await RefuseAsync(context, "form");
        else
            await next(context);
    }

    private static Task RefuseAsync(HttpContext context, string where) => AuthProblems.WriteAsync(
        context, StatusCodes.Status400BadRequest, $"The {where} contains a NUL character (%00), which no value can have. Remove it, then try again.");
}
