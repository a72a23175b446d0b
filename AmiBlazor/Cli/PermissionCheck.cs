using AmiBlazor.Ami;

namespace AmiBlazor.Cli;

/// <summary><c>query --check-permissions</c>: whether the account may do what it must, and nothing more.</summary>
internal static class PermissionCheck
{
    /// <summary>The beginning of a long list of actions says enough.</summary>
    private const int MostNamed = 12;

    /// <summary>Asks the PBX what the account may do, and prints what to change.</summary>
    /// <returns>True if the account is as it should be.</returns>
    /// <exception cref="AmiException">The PBX could not be asked.</exception>
    public static async Task<bool> RunAsync(AmiConnector connector, AmiServerOptions server, TextWriter output, CancellationToken cancellationToken)
    {
        await using var session = await connector.ConnectAsync(server, AmiProtocol.EventsOff, null, null, cancellationToken);
        var reply = await session.SendAsync(new AmiAction(AmiProtocol.ListCommands), cancellationToken);
        await session.LogoffAsync(AmiActionId.New("permissions"));
        if (reply.IsError)
        {
            throw new CliException(
                $"PBX “{server.Name}” did not report the permissions of the account “{server.Username}”. Message from the PBX: {reply.Words ?? "none"}.");
        }

        var rights = AccountRights.Of(reply);
        await output.WriteLineAsync(TerminalText.Escape(DescribeList(server, rights)));
        await output.WriteLineAsync(TerminalText.Escape(DescribeExcess(server, rights)));
        await output.WriteLineAsync("Asterisk does not report whether the account receives live events (read=call,system); the page warns if it does not.");
        return rights is { HasList: true, UnneededActions.Count: 0 };
    }

    private static string DescribeList(AmiServerOptions server, AccountRights rights) => rights.HasList
        ? $"good     The account “{server.Username}” of PBX “{server.Name}” can request the list of extension states."
        : $"missing  The account “{server.Username}” of PBX “{server.Name}” cannot request the list of extension states: "
            + "add write=reporting in manager.conf and reload the manager.";

    private static string DescribeExcess(AmiServerOptions server, AccountRights rights)
    {
        if (rights.UnneededActions.Count == 0)
            return "good     It has no permissions beyond write=reporting.";
        var named = string.Join(", ", rights.UnneededActions.Take(MostNamed));
        var more = rights.UnneededActions.Count > MostNamed
            ? FormattableString.Invariant($" and {rights.UnneededActions.Count - MostNamed} more")
            : "";
        var classes = rights.UnneededClasses.Count == 0 ? "" : $" Remove {string.Join(",", rights.UnneededClasses)} from its write=.";
        return $"warning  It has more permissions than it needs: {named}{more}.{classes} Anyone who learns its secret can use them; write=reporting is enough.";
    }
}
