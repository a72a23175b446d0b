namespace AmiBlazor.Hosting;

internal static class SubPath
{
    /// <summary>
    /// Serves the program below <see cref="ReverseProxyOptions.PathBase"/>, whether the proxy passes the sub-path on or takes it away. Links, cookies and
    /// redirects follow the request's path base; requests that come past the proxy are answered without the sub-path as well, as health checks do.
    /// </summary>
    public static IApplicationBuilder UseSubPath(this IApplicationBuilder app, PathString subPath) => !subPath.HasValue ? app : app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(subPath, StringComparison.Ordinal, out var rest))
        {
            // Relative addresses on a page would else begin beside the sub-path.
            if (!rest.HasValue && HttpMethods.IsGet(request.Method))
            {
                context.Response.Redirect(subPath + "/" + request.QueryString);
                return Task.CompletedTask;
            }

            request.Path = rest.HasValue ? rest : "/";
        }

        request.PathBase = subPath;
        return next(context);
    });
}
