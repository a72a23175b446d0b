using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>
/// What one viewer may see of calls. A call is visible when one of its extensions is. Of its parties, extensions outside the scope are not: neither their
/// name nor their number, not even where it stands beside another party; parties outside the PBX are, as far as the privacy of numbers allows.
/// </summary>
/// <param name="scope">What the viewer may read.</param>
/// <param name="privacy">How much of parties outside the viewer sees.</param>
/// <param name="extensions">The board, which knows the extensions' departments.</param>
internal sealed class CallVisibility(ExtensionScope scope, NumberPrivacy privacy, BoardSnapshot extensions)
{
    /// <summary>How many digits of a number remain with <see cref="NumberPrivacy.LastDigits"/>.</summary>
    private const int Digits = 3;

    private static readonly string[] Schemes = ["sip:", "sips:", "tel:"];

    // Departments by extension, and the numbers of hidden extensions; only where the scope has limits.
    private readonly Dictionary<ExtensionKey, string?> _departments =
        scope.IncludesAllDepartments ? [] : extensions.Rows().ToDictionary(row => row.Key, row => row.Department);
    private readonly HashSet<string> _hiddenNumbers = scope.IncludesAllDepartments
        ? []
        : extensions.Rows().Where(row => !scope.Includes(row.Key.Server, row.Department)).Select(row => row.Key.Exten).ToHashSet(StringComparer.Ordinal);
    private readonly Lazy<HashSet<(string Server, string Number)>> _numbers =
        new(() => extensions.Rows().Select(row => (row.Key.Server, row.Key.Exten)).ToHashSet());

    private bool ShowsAll => scope.IsAll && privacy == NumberPrivacy.Full;

    /// <summary>The calls of a PBX that the viewer sees, as the viewer sees them.</summary>
    public IEnumerable<Call> Of(CallSnapshot calls)
    {
        if (!scope.Includes(calls.Server)) return [];
        return ShowsAll ? calls.Calls : calls.Calls.Where(IsVisible).Select(Shown);
    }

    /// <summary>A call as the viewer sees it; null if they may not see it.</summary>
    public Call? Of(Call call) => !scope.Includes(call.Server) ? null : ShowsAll ? call : IsVisible(call) ? Shown(call) : null;

    /// <summary>What an extension's phones do, as the viewer sees it; the extension itself must be visible.</summary>
    public IReadOnlyList<CallParty> Of(CallSnapshot calls, ExtensionKey extension)
    {
        var parties = calls.PartiesOf(extension);
        return ShowsAll || parties.Count == 0 ? parties : [.. parties.Select(Shown)];
    }

    /// <summary>A call of the history, as the viewer sees it.</summary>
    public PastCall Of(PastCall call) => ShowsAll ? call : call with { Legs = [.. call.Legs.Select(leg => Shown(call.Server, leg))] };

    private PastLeg Shown(string server, PastLeg leg)
    {
        if (leg.Extension is { } key ? !Includes(key) : IsHiddenNumber(leg.Number, server))
            return leg with { Extension = null, Device = "", Number = "", Name = "", Dialled = "", IsHidden = true };
        if (leg.Extension is not null) return privacy == NumberPrivacy.Full && !TellsHiddenNumber(leg.Dialled, server) ? leg : leg with { Dialled = "" };
        var (number, name) = Shown(leg.Number, leg.Name);
        return leg with { Number = number, Name = name, Dialled = privacy == NumberPrivacy.Full && scope.IncludesAllDepartments ? leg.Dialled : "" };
    }

    /// <summary>Somebody of a PBX, such as who waits in a queue, as the viewer sees them.</summary>
    public CallPeer Of(string server, CallPeer peer) => ShowsAll ? peer : Shown(server, peer);

    /// <summary>Whether the viewer sees everything that a PBX has, whatever its department.</summary>
    public bool IncludesAll(string server) => scope.Includes(server) && scope.IncludesAllDepartments;

    /// <summary>Whether the viewer sees an extension.</summary>
    public bool Includes(ExtensionKey key) =>
        scope.Includes(key.Server) && (scope.IncludesAllDepartments || scope.IncludesDepartment(_departments.GetValueOrDefault(key)));

    /// <summary>A call of which every party is outside, such as one that waits in a queue, belongs to no department.</summary>
    private bool IsVisible(Call call) => scope.IncludesAllDepartments || call.Parties.Any(party => party.Extensions.Any(Includes));

    private Call Shown(Call call) => call with { Parties = [.. call.Parties.Select(Shown)] };

    private CallParty Shown(CallParty party)
    {
        var shown = party with { Peers = [.. party.Peers.Select(peer => Shown(party.Extensions.Count > 0 ? party.Extensions[0].Server : null, peer))], ListensTo = ShownDevice(party) };
        if (party.IsOutside)
        {
            // A phone of a hidden extension that no hint names.
            if (IsHiddenNumber(party.Number, null)) return Hidden(shown);
            var (number, name) = Shown(party.Number, party.Name);
            return shown with { Number = number, Name = name, Dialled = "" };
        }

        var visible = party.Extensions.Where(Includes).ToList();
        if (visible.Count == 0) return Hidden(shown);

        // A phone shows another number as its own while it is called on behalf of somebody.
        var isOwn = !IsHiddenNumber(party.Number, party.Extensions[0].Server);
        return shown with
        {
            Extensions = visible,
            Number = isOwn ? party.Number : "",
            Name = isOwn ? party.Name : "",
            Dialled = ShownDialled(party),
        };
    }

    private static CallParty Hidden(CallParty party) =>
        party with { Extensions = [], Device = "", Number = "", Name = "", Dialled = "", IsHidden = true };

    private CallPeer Shown(string? server, CallPeer peer)
    {
        if (peer.Extensions.Count > 0)
        {
            var visible = peer.Extensions.Where(Includes).ToList();
            if (visible.Count == 0) return new CallPeer(peer.ChannelId, "", "", []) { IsHidden = true };
            return IsHiddenNumber(peer.Number, server) ? peer with { Extensions = visible, Number = "", Name = "" } : peer with { Extensions = visible };
        }

        // Only a number is known: it may be an extension's.
        if (IsHiddenNumber(peer.Number, server)) return new CallPeer(peer.ChannelId, "", "", []) { IsHidden = true };
        if (peer.ChannelId is null && IsNumberOfExtension(server, peer.Number)) return peer;
        var (number, name) = Shown(peer.Number, peer.Name);
        return peer with { Number = number, Name = name };
    }

    private (string Number, string Name) Shown(string number, string name) => privacy switch
    {
        NumberPrivacy.Full => (number, name),
        NumberPrivacy.LastDigits => (LastDigits(number), ""),
        _ => ("", ""),
    };

    /// <summary>Nothing of what is no number, such as <c>anonymous</c>; of a SIP address, its user alone may be one.</summary>
    private static string LastDigits(string number)
    {
        var user = number.Split('@')[0];
        if (Array.Find(Schemes, scheme => user.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } found) user = user[found.Length..];
        if (user.Any(char.IsLetter)) return "";
        var digits = string.Concat(user.Where(char.IsAsciiDigit));
        return digits.Length > Digits ? $"…{digits[^Digits..]}" : digits;
    }

    private string ShownDialled(CallParty party) =>
        privacy == NumberPrivacy.Full && !TellsHiddenNumber(party.Dialled, party.Extensions[0].Server) ? party.Dialled : "";

    private string? ShownDevice(CallParty party) => party.ListensTo is null || scope.IncludesAllDepartments ? party.ListensTo : "";

    private bool IsNumberOfExtension(string? server, string number) => server is not null && _numbers.Value.Contains((server, number));

    /// <summary>Whether a hidden extension has this number, on one PBX or on any.</summary>
    private bool IsHiddenNumber(string number, string? server) =>
        _hiddenNumbers.Contains(number)
        && (server is null || _departments.Keys.Any(key => string.Equals(key.Exten, number, StringComparison.Ordinal)
            && string.Equals(key.Server, server, StringComparison.Ordinal) && !Includes(key)));

    /// <summary>Whether what was dialled is a hidden extension's number, or a code with one in it, such as <c>**1003</c> for a pickup.</summary>
    private bool TellsHiddenNumber(string dialled, string server)
    {
        if (_hiddenNumbers.Count == 0) return false;
        if (IsHiddenNumber(dialled, server)) return true;
        if (!dialled.AsSpan().ContainsAny('*', '#')) return false;
        var hidden = _hiddenNumbers.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < dialled.Length; start++)
        {
            for (var end = start + 1; end <= dialled.Length; end++)
            {
                if (hidden.TryGetValue(dialled.AsSpan(start..end), out var number) && IsHiddenNumber(number, server)) return true;
            }
        }

        return false;
    }
}
