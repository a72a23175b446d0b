using System.Net;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Control;
using AmiBlazor.Data.Rows;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Support;

/// <summary>One application for all tests of a class whose PBX “main” can be acted on. There is no PBX: what is asked of it is recorded.</summary>
public sealed class ControlApp : IAsyncLifetime
{
    public const string SupervisorKey = "supervisor-control-key-" + AmiBlazor.Testing.Canary.Word;
    public const string AdministratorKey = "administrator-control-key-" + AmiBlazor.Testing.Canary.Word;

    private AmiBlazorApp? _app;

    internal RecordingControl Control { get; } = new();

    internal AmiBlazorApp App => _app ?? throw new InvalidOperationException("The application did not start.");

    public async ValueTask InitializeAsync() => _app = await StartAsync(Control);

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? default;

    /// <summary>An application whose PBX “main” can be acted on.</summary>
    internal static Task<AmiBlazorApp> StartAsync(RecordingControl control, params (string Key, string Value)[] settings) => AmiBlazorApp.StartAsync(
        services => services.AddSingleton<ICallControl>(control),
        [
            .. AmiBlazorApp.Server(port: 9),
            ("Api:Keys:3:Name", "dialer"), ("Api:Keys:3:Key", SupervisorKey), ("Api:Keys:3:Role", "Supervisor"), ("Api:Keys:3:Control", "true"),
            ("Api:Keys:4:Name", "dialer of all"), ("Api:Keys:4:Key", AdministratorKey), ("Api:Keys:4:Role", "Administrator"), ("Api:Keys:4:Control", "true"),
            .. settings,
        ]);

    /// <summary>An account with the right, and a phone if it is given.</summary>
    internal static async Task<Account> AccountAsync(AmiBlazorApp app, string role, ExtensionKey? phone = null, IReadOnlyList<string>? departments = null)
    {
        var name = "controlling-" + role.ToLowerInvariant() + (departments is null ? "" : "-limited");
        var account = await app.AccountAsync(name, role, departments: departments);
        await app.ChangeAsync(name, row =>
        {
            row.MayControlCalls = true;
            (row.PhoneServer, row.PhoneContext, row.PhoneExten) = (phone?.Server, phone?.Context, phone?.Exten);
        });
        account.MayControlCalls = true;
        (account.PhoneServer, account.PhoneContext, account.PhoneExten) = (phone?.Server, phone?.Context, phone?.Exten);
        return account;
    }
}
