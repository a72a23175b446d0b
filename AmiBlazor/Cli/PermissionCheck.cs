using AmiBlazor.Ami;
using AmiBlazor.Control;
using AmiBlazor.Pbxs;

namespace AmiBlazor.Cli;

/// <summary><c>query --check-permissions</c>: whether the account may do what it must, and nothing more.</summary>
internal static class PermissionCheck
{
    /// <summary>The beginning of a long list of actions says enough.</summary>
    private const int MostNamed = 12;

    /// <summary>Asks the PBX what the account may do, and prints what to change.</summary>
    /// <returns>True if the account is as it should be.</returns>
    /// <exception cref="AmiException">The PBX could not be asked.</exception>
    public static async Task<bool> RunAsync(
        AmiConnector connector, AmiServerOptions server, TimeSpan listen, TimeProvider time, TextWriter output, CancellationToken cancellationToken)
    {
        var rights = await AskAsync(connector, server, cancellationToken);
        await output.WriteLineAsync(TerminalText.Escape((rights.HasList ? "good     " : "missing  ") + DescribeList(server, rights)));
        await output.WriteLineAsync(TerminalText.Escape((rights.UnneededActions.Count == 0 ? "good     " : "warning  ") + DescribeExcess(rights)));
        await output.WriteLineAsync(TerminalText.Escape(DescribeNames(rights)));
        var events = await EventCheck.ListenAsync(connector, server, token => Task.Delay(listen, time, token), time, cancellationToken);
        foreach (var line in EventWords.Lines(server, events, listen)) await output.WriteLineAsync(TerminalText.Escape(line));
        var isControlRight = true;
        if (server.Control.IsOn)
        {
            var control = await AskControlAsync(connector, server, cancellationToken);
            foreach (var (word, line) in DescribeControl(server, control)) await output.WriteLineAsync(TerminalText.Escape($"{word,-8} {line}"));
            isControlRight = control is { Missing.Count: 0, Excess.Count: 0 };
        }

        return rights is { HasList: true, UnneededActions.Count: 0 } && EventWords.IsRight(events) && isControlRight;
    }

    /// <summary>Asks the PBX what the account may do.</summary>
    /// <exception cref="AmiException">The PBX could not be asked.</exception>
    /// <exception cref="CliException">It does not say.</exception>
    public static async Task<AccountRights> AskAsync(AmiConnector connector, AmiServerOptions server, CancellationToken cancellationToken) =>
        AccountRights.Of(await ListAsync(connector, server, cancellationToken));

    /// <summary>Asks the PBX what the account for call control may do.</summary>
    /// <exception cref="AmiException">The PBX could not be asked.</exception>
    /// <exception cref="CliException">It does not say.</exception>
    public static async Task<ControlRights> AskControlAsync(AmiConnector connector, AmiServerOptions server, CancellationToken cancellationToken) =>
        ControlRights.Of(await ListAsync(connector, server.ForControl(), cancellationToken), ControlOptionsValidator.Kinds(server.Control));

    /// <summary>What the account for call control lacks, and what it has without need, each line with its word.</summary>
    public static IEnumerable<(string Word, string Line)> DescribeControl(AmiServerOptions server, ControlRights rights)
    {
        var account = $"The account “{server.Control.Username}” for call control of PBX “{server.Name}”";
        if (rights.Missing.Count == 0) yield return ("good", $"{account} can do everything that Ami:Servers:N:Control:Allow allows.");
        foreach (var missing in rights.Missing) yield return ("missing", $"{account}: {missing}");
        if (rights.Excess.Count > 0)
        {
            yield return ("warning", $"{account} has rights that it does not need: {string.Join(", ", rights.Excess)}. "
                + "Remove them from its write= in manager.conf: whoever learns its secret can use them.");
        }

        if (rights.CanOriginate)
        {
            yield return ("note", "It needs originate to ring phones. Asterisk cannot limit that right: whoever learns the secret calls any number through any "
                + "context, and writes files as Asterisk's user. Keep permit= to this machine alone (docs/security.md).");
        }
    }

    private static async Task<AmiReply> ListAsync(AmiConnector connector, AmiServerOptions server, CancellationToken cancellationToken)
    {
        await using var session = await connector.ConnectAsync(server, AmiProtocol.EventsOff, null, null, cancellationToken);
        var reply = await session.SendAsync(new AmiAction(AmiProtocol.ListCommands), cancellationToken);
        await session.LogoffAsync(AmiActionId.New("permissions"));
        return reply.IsError
            ? throw new CliException(
                $"PBX “{server.Name}” did not report the permissions of the account “{server.Username}”. Message from the PBX: {reply.Words ?? "none"}.")
            : reply;
    }

    /// <summary>Whether the account can do what it must, and what to do if not.</summary>
    public static string DescribeList(AmiServerOptions server, AccountRights rights) => rights.HasList
        ? $"The account “{server.Username}” of PBX “{server.Name}” can request the list of extension states."
        : $"The account “{server.Username}” of PBX “{server.Name}” cannot request the list of extension states: "
            + "add write=reporting in manager.conf and reload the manager.";

    /// <summary>From where the account can read names.</summary>
    public static string DescribeNames(AccountRights rights) => rights switch
    {
        { HasDatabase: true, HasVariables: true } => "good     It can read names, from the PBX's database (AMPUSER) and the callerid of PJSIP endpoints.",
        { HasDatabase: true } => "good     It can read names from the PBX's database (AMPUSER), not from the callerid of PJSIP endpoints.",
        { HasVariables: true } => "good     It can read names from the callerid of PJSIP endpoints, not from the PBX's database (AMPUSER): write=reporting permits both.",
        _ => "warning  It cannot read names: add write=reporting in manager.conf and reload the manager.",
    };

    /// <summary>What the account can do besides, and how to take it away.</summary>
    public static string DescribeExcess(AccountRights rights)
    {
        if (rights.UnneededActions.Count == 0) return "It has no permissions beyond write=reporting.";
        var named = string.Join(", ", rights.UnneededActions.Take(MostNamed));
        var more = rights.UnneededActions.Count > MostNamed
            ? FormattableString.Invariant($" and {rights.UnneededActions.Count - MostNamed} more")
            : "";
        var classes = rights.UnneededClasses.Count == 0 ? "" : $" Remove {string.Join(",", rights.UnneededClasses)} from its write=.";
        return $"It has more permissions than it needs: {named}{more}.{classes} Anyone who learns its secret can use them; write=reporting is enough.";
    }
}
