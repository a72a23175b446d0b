using AmiBlazor;
using AmiBlazor.Ami;
using AmiBlazor.Api;
using AmiBlazor.Audit;
using AmiBlazor.Auth;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Cli;
using AmiBlazor.Cluster;
using AmiBlazor.Components;
using AmiBlazor.Components.Shared;
using AmiBlazor.Control;
using AmiBlazor.Data;
using AmiBlazor.Demo;
using AmiBlazor.Devices;
using AmiBlazor.History;
using AmiBlazor.Hosting;
using AmiBlazor.Live;
using AmiBlazor.Pbxs;
using AmiBlazor.People;
using AmiBlazor.Plans;
using AmiBlazor.Queues;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Views;
using Microsoft.Extensions.Options;

if (CliCommands.IsCommand(args)) return await StartUp.RunCommandAsync(args, Compose);

if (args.Contains(CliCommands.CheckConfig, StringComparer.Ordinal))
    return await CliCommands.CheckConfigurationAsync(Builder(), Console.Out, Console.Error);

return await StartUp.RunAsync(() => Builder().Build(), Map);

WebApplicationBuilder Builder()
{
    var builder = WebApplication.CreateBuilder([.. args.Where(arg => arg != CliCommands.CheckConfig)]);
    builder.WebHost.UseStaticWebAssets();
    Compose(builder);
    return builder;
}

static void Map(WebApplication app)
{
    app.UseAmiBlazor();
    app.MapStaticAssets().AllowAnonymous().DisableRateLimiting().WithMetadata(new AllowBeforeSetup());
    app.MapAuth();
    app.MapApi();
    app.MapComponents();
}

static void Compose(IHostApplicationBuilder builder)
{
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton(services =>
        new StartupNotices(DemoServer: services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled is true ? DemoPbx.ServerName : null));
    builder.Services
        .AddAmi(builder.Configuration)
        .AddPbxs()
        .AddDemo(builder.Configuration)
        .AddData(builder.Configuration)
        .AddDemoArchiver()
        .AddBoard()
        .AddStore()
        .AddHistory(builder.Configuration)
        .AddRefresh(builder.Configuration)
        .AddCalls()
        .AddDevices()
        .AddQueues()
        .AddControl()
        .AddLive(builder.Configuration);
    builder.AddCluster();
    builder.Services
        .AddHosting(builder.Configuration)
        .AddAudit()
        .AddPeople()
        .AddViews()
        .AddPlans()
        .AddAuth(builder.Configuration)
        .AddApi(builder.Configuration)
        .AddComponents(builder.Configuration);
}
