using Microsoft.AspNetCore.Components.Server;

namespace AmiBlazor.Components;

internal static class ComponentsEndpoints
{
    /// <summary>Every page.</summary>
    public static IEndpointRouteBuilder MapComponents(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // SecurityHeaders forbids frames for all answers; a second policy beside it would say less.
            options.ContentSecurityFrameAncestorsPolicy = null;
        });
        return endpoints;
    }
}
