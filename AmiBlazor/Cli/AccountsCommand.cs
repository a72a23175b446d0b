using System.CommandLine;
using System.Data.Common;
using AmiBlazor.Audit;
using AmiBlazor.Auth;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Data;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cli;

/// <summary>
/// <c>accounts list</c> and <c>accounts link NAME</c>: recovery for whoever runs the server and has lost the only administrator. Uses the server's
/// own database and keys, and may run beside the server.
/// </summary>
internal static class AccountsCommand
{
    public const string Name = "accounts";

    private const string NoAddress = "https://YOUR-AMIBLAZOR";

    public static Command Create(IHostApplicationBuilder builder, TextWriter output, TextWriter error)
    {
        var name = new Argument<string>("name") { Description = "The user name of the account." };
        var address = new Option<string?>("--address") { Description = "Where people open AmiBlazor, such as https://board.example: the link begins with it." };
        var lost = new Option<bool>("--lost-device") { Description = "Also removes two-factor authentication and passkeys." };
        var list = new Command("list", "Lists the accounts.");
        list.SetAction((_, cancellationToken) => RunAsync(builder, error, services => ListAsync(services, output, cancellationToken)));
        var link = new Command("link", "Prints a one-time link that sets a new password for an account. Anyone who has the link can use it: give it only to the account owner.")
        {
            name, address, lost,
        };
        link.SetAction((parsed, cancellationToken) => RunAsync(
            builder,
            error,
            services => LinkAsync(services, output, parsed.GetValue(name)!, parsed.GetValue(address), parsed.GetValue(lost), cancellationToken)));
        return new Command(Name, "Manages accounts on the machine that AmiBlazor runs on.") { list, link };
    }

    private static async Task<int> RunAsync(IHostApplicationBuilder builder, TextWriter error, Func<IServiceProvider, Task> act)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddData(builder.Configuration).AddAudit().AddAuth(builder.Configuration);
        await using var services = builder.Services.BuildServiceProvider();
        try
        {
            await using var scope = services.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<AmiBlazorDbContext>().Database.CanConnectAsync(CancellationToken.None))
                throw new CliException("There is no database yet. Start AmiBlazor once, then run this command in the same folder and with the same settings.");
            await services.GetRequiredService<AccountCache>().ReloadAsync(CancellationToken.None);
            await act(scope.ServiceProvider);
            return 0;
        }
        catch (Exception failure) when (failure is CliException or OptionsValidationException)
        {
            await error.WriteLineAsync(failure.Message);
        }
        catch (DbException failure)
        {
            await error.WriteLineAsync($"The database cannot be read, or belongs to another version of AmiBlazor: {failure.Message}");
        }

        return 1;
    }

    private static async Task ListAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var account in await services.GetRequiredService<AccountAdministration>().ListAsync(cancellationToken))
            await output.WriteLineAsync($"{TerminalText.Escape(account.UserName)}\t{account.Role}\t{account.State}");
    }

    private static async Task LinkAsync(
        IServiceProvider services, TextWriter output, string name, string? address, bool lostDevice, CancellationToken cancellationToken)
    {
        Uri? root = null;
        if (address is not null && (!Uri.TryCreate(address, UriKind.Absolute, out root) || root.Scheme is not ("http" or "https")))
            throw new CliException("--address is where people open AmiBlazor, such as https://board.example.");

        var administration = services.GetRequiredService<AccountAdministration>();
        var accounts = await administration.ListAsync(cancellationToken);
        var account = accounts.FirstOrDefault(account => string.Equals(account.UserName, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new CliException($"There is no account “{TerminalText.Escape(name)}”. Run accounts list to see all accounts.");
        if (lostDevice)
            Check(await administration.RemoveSecondFactorAsync(who: null, account.Id, account.ConcurrencyStamp));
        var (link, problem) = await services.GetRequiredService<InvitationService>().MakeAsync(who: null, account.Id);
        Check(problem);
        await output.WriteLineAsync((root?.GetLeftPart(UriPartial.Path).TrimEnd('/') ?? NoAddress) + link);
    }

    private static void Check(FormattableString? problem)
    {
        if (problem is not null) throw new CliException(FormattableString.Invariant(problem));
    }
}
