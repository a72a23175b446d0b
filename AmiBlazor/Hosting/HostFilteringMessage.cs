
namespace AmiBlazor.Hosting;

/// <summary>
/// Says which setting opens AmiBlazor to a host name that the framework's host filter refused. The filter runs before the application's own
/// middleware, so this is a startup filter that stands before it.
/// </summary>
internal sealed class HostFilteringMessage : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static async (context, following) =>
        {
            await following(context);

            // Refused with nothing but a status, and before an endpoint was looked for: that was the host filter.
            if (context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false } && context.GetEndpoint() is null)
            {
                var name = context.Request.Host.Host;
                await AuthProblems.WriteAsync(
                    context,
                    StatusCodes.Status400BadRequest,
                    $"AmiBlazor does not answer to the name “{name}”. Whoever runs AmiBlazor can add it to the setting AllowedHosts, for example AllowedHosts=localhost;{name}");
            }
        });
        next(app);
    };
}
