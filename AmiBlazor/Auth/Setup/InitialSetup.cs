using System.Security.Cryptography;
using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Setup;

/// <summary>
/// Creates the first administrator, either as configured (<see cref="SetupOptions"/>) or on a page opened by a link in the log, which only an
/// operator can read. The link is valid until the first account exists or the process ends; that of a cluster, until the account exists. The nodes of a
/// cluster do it one after the other, and those that come later find the account.
/// </summary>
internal sealed partial class InitialSetup(
    IServiceScopeFactory scopes,
    AccountCache accounts,
    SharedSetupLink shared,
    IOptions<ClusterOptions> cluster,
    IOptions<DatabaseOptions> database,
    AuditLog audit,
    IOptions<SetupOptions> setup,
    IOptions<ReverseProxyOptions> proxy,
    IHostEnvironment environment,
    ILogger<InitialSetup> logger) : IHostedService, IDisposable
{
    /// <summary>The address of the page.</summary>
    public const string Path = "/first-start";

    private readonly SemaphoreSlim _one = new(1);

    // 128 bits. Of a node of a cluster: replaced by that of the node that came first.
    private string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whether there is no account yet.</summary>
    public bool IsPending => !accounts.Any;

    /// <summary>The path and query that open the page.</summary>
    public string Link => Path + "?token=" + _token;

    /// <summary>Whether this is the token in the link.</summary>
    public bool Knows(string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(_token));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await accounts.ReloadAsync(cancellationToken);
        if (!IsPending || (!setup.Value.IsGiven && !cluster.Value.Enabled)) return;
        await using var alone = await AloneAsync(cancellationToken);
        if (!IsPending) return;
        if (!setup.Value.IsGiven)
        {
            _token = await shared.ShareAsync(_token, cancellationToken);
            return;
        }

        // The options are validated; what they cannot know is whether an API key has the name.
        if (await MakeAsync(setup.Value.UserName!, setup.Value.ReadPassword(environment.ContentRootPath), Actor.Program) is { } problem)
            throw new OptionsValidationException(SetupOptions.Section, typeof(SetupOptions), [$"{SetupOptions.Section}: {FormattableString.Invariant(problem)}"]);
        Log.Made(logger, setup.Value.UserName!);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Logs the link if there is no account yet, as the last line of the start.</summary>
    /// <param name="addresses">Where the program listens.</param>
    public void Announce(IEnumerable<string> addresses)
    {
        if (!IsPending) return;
        var address = addresses.FirstOrDefault() ?? "http://localhost";
        var root = new UriBuilder(address.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal));
        if (root.Host is "0.0.0.0" or "[::]" or "127.0.0.1" or "[::1]") root.Host = "localhost";
        Log.Open(logger, new Uri(root.Uri, proxy.Value.PathBase + Link));
    }

    /// <summary>Creates the first administrator.</summary>
    /// <returns>The error message; null if the account was created.</returns>
    public async Task<FormattableString?> CompleteAsync(HttpContext context, string? token, string? userName, string? password)
    {
        if (!SecureTransport.IsUsed(context.Request)) return SecureTransport.Sentence;
        await _one.WaitAsync(context.RequestAborted);
        try
        {
            await using var alone = await AloneAsync(context.RequestAborted);
            if (alone is null) await accounts.ReloadAsync(context.RequestAborted);
            if (!IsPending || !Knows(token))
                return $"This link was already used or belongs to a different start. The server log shows the current link.";
            return await MakeAsync(userName ?? "", password ?? "", Actor.Of(context, userName ?? ""));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Waits until no other node of a cluster creates an account, and reads what it has created.</summary>
    /// <returns>What keeps them waiting; null without a cluster.</returns>
    private async Task<MigrationLock?> AloneAsync(CancellationToken cancellationToken)
    {
        if (!cluster.Value.Enabled) return null;
        var alone = await MigrationLock.TakeAsync(database.Value.ConnectionString, cancellationToken);
        try
        {
            await accounts.ReloadAsync(cancellationToken);
            return alone;
        }
        catch
        {
            await alone.DisposeAsync();
            throw;
        }
    }

    private async Task<FormattableString?> MakeAsync(string userName, string password, Actor actor)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = new Account
        {
            UserName = userName,
            Role = Roles.Administrator,
            CreatedAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        var made = await users.CreateAsync(account, password);
        if (!made.Succeeded) return made.Sentence();

        await audit.WriteAsync(actor, AuditAction.AccountMade, AuditOutcome.Done, userName, "First administrator.");
        if (cluster.Value.Enabled) await shared.RemoveAsync(CancellationToken.None);
        await accounts.ReloadAsync(CancellationToken.None);
        return null;
    }
}
