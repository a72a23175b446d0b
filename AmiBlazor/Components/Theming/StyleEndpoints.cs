using AmiBlazor.Hosting;
using MudBlazor;

namespace AmiBlazor.Components.Theming;

/// <summary>The stylesheet of the theme, and how long browsers keep it and MudBlazor's files.</summary>
internal static class StyleEndpoints
{
    private const string ForEver = "public, max-age=31536000, immutable";

    /// <summary>The version of MudBlazor's files, for their addresses.</summary>
    public static readonly string MudBlazorVersion = typeof(MudButton).Assembly.GetName().Version!.ToString(3);

    /// <summary>
    /// Lets browsers keep MudBlazor's files when their address has a version. Their plain names are used, because those with a fingerprint in the name
    /// are served uncompressed: 627 KB instead of 42.
    /// </summary>
    public static IApplicationBuilder UseLibraryFiles(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/_content/MudBlazor", StringComparison.Ordinal) && IsVersion(context, MudBlazorVersion))
        {
            context.Response.OnStarting(static state =>
            {
                var response = ((HttpContext)state).Response;
                if (response.StatusCode == StatusCodes.Status200OK) response.Headers.CacheControl = ForEver;
                return Task.CompletedTask;
            }, context);
        }

        return next(context);
    });

    /// <summary>Maps theme.css.</summary>
    public static IEndpointConventionBuilder MapThemeSheet(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/theme.css", static async (HttpContext context) =>
        {
            var sheet = await ThemeSheet.Current;
            var takesBrotli = context.Request.GetTypedHeaders().AcceptEncoding.Any(encoding =>
                encoding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);
            context.Response.Headers.Vary = "Accept-Encoding";
            context.Response.Headers.CacheControl = IsVersion(context, sheet.Version) ? ForEver : "no-cache";
            if (takesBrotli) context.Response.Headers.ContentEncoding = "br";
            return Results.Bytes(takesBrotli ? sheet.Brotli : sheet.Css, "text/css; charset=utf-8");
        })
        .ExcludeFromDescription()
        .WithMetadata(new PublicAssetMetadata());

    private static bool IsVersion(HttpContext context, string version) => string.Equals(context.Request.Query["v"], version, StringComparison.Ordinal);
}
