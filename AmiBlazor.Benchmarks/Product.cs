using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.History;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Testing.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AmiBlazor.Benchmarks;

/// <summary>AmiBlazor without its web part, composed as in its own Program, with a new SQLite database in a temporary folder.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;

    private Product(IHost host, string folder)
    {
        _host = host;
        _folder = folder;
    }

    public static async Task<Product> StartAsync(params IReadOnlyList<IBenchPbx> pbxs)
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-bench-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(pbxs.SelectMany(Settings));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<AuditLog>();
        builder.Services
            .AddAmi(builder.Configuration)
            .AddData(builder.Configuration)
            .AddBoard()
            .AddStore()
            .AddHistory(builder.Configuration)
            .AddRefresh(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync().InTime("The start of the application without its web part");
        return new Product(host, folder);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public AsyncServiceScope Scope() => _host.Services.CreateAsyncScope();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(IBenchPbx pbx, int index)
    {
        var section = string.Create(CultureInfo.InvariantCulture, $"Ami:Servers:{index}:");
        return
        [
            new(section + "Name", pbx.Name),
            new(section + "Host", "127.0.0.1"),
            new(section + "Port", pbx.Port.ToString(CultureInfo.InvariantCulture)),
            new(section + "Username", ManagerAccount.Username),
            new(section + "Secret", ManagerAccount.Secret),
            new(section + "Live", "false"),
        ];
    }
}
