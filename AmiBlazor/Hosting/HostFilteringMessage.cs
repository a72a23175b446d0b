
namespace AmiBlazor.Hosting;

/// <summary>
/// Tells which setting allows a host name that the framework's host filter has refused. A startup filter, because the host filter runs before the
/// application's own middleware.
/// </summary>
internal sealed class HostFilteringMessage : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static async (context, following) =>
        {
            await following(context);

            // A bare 400 before routing comes from the host filter.
            if (context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false } && context.GetEndpoint() is null)
            {
                var name = context.Request.Host.Host;
                await AuthProblems.WriteAsync(
                    context,
                    StatusCodes.Status400BadRequest,
                    $"AmiBlazor does not accept the host name “{name}”. "
                    + $"Add it to the setting AllowedHosts, for example AllowedHosts=localhost;{name}");
            }
        });
        next(app);
    };
}
