using AmiBlazor.Auth.Accounts;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Control;
using AmiBlazor.Refresh;

namespace AmiBlazor.Components.Administration;

/// <summary>Finds the extension that is somebody's own phone.</summary>
internal sealed class PhoneChoices(ICallControl control, RefreshService service, LiveBoard board)
{
    // More would make the page heavy; whoever has more extensions knows the number.
    private const int MostOffered = 1000;

    /// <summary>The PBXs on which the account can have a phone; none where calls cannot be acted on, and the account has nothing of it.</summary>
    public IReadOnlyList<string> Servers(AccountSummary account)
    {
        List<string> servers = [.. service.Servers.Where(server => control.Kinds(server).Count > 0)];
        if (account.Phone is { } phone && !servers.Contains(phone.Server, StringComparer.Ordinal)) servers.Add(phone.Server);
        return servers.Count == 0 && account.MayControlCalls ? service.Servers : servers;
    }

    /// <summary>Extensions to choose from.</summary>
    public IReadOnlyList<BoardRow> Offered(IReadOnlyList<string> servers) =>
        [.. servers.SelectMany(board.Rows).Where(row => row.Present && Hint.Parse(row.Hint).Devices.Any(Hint.IsPhone)).Take(MostOffered)];

    /// <summary>The extension as it is entered.</summary>
    public static string Text(ExtensionKey phone) => $"{phone.Exten}@{phone.Context}";

    /// <summary>The extension that was entered, which is on the board or was chosen before; or what is wrong with it.</summary>
    public (ExtensionKey? Phone, FormattableString? Problem) Find(string? server, string? entered, AccountSummary account)
    {
        var text = entered?.Trim() ?? "";
        if (text.Length == 0) return (null, null);
        if (account.Phone is { } before && string.Equals(before.Server, server, StringComparison.Ordinal)
            && string.Equals(Text(before), text, StringComparison.Ordinal))
        {
            return (before, null);
        }

        if (!service.Servers.Contains(server, StringComparer.Ordinal)) return (null, $"Select the PBX of the phone.");

        // An extension may have an @ itself.
        var keys = board.Rows(server!).Where(row => row.Present).Select(row => row.Key)
            .Where(key => string.Equals(key.Exten, text, StringComparison.Ordinal) || string.Equals(Text(key), text, StringComparison.Ordinal)).ToList();
        var (shown, pbx) = (DisplayText.Show(text), DisplayText.Show(server));
        return keys switch
        {
            [var only] => (only, null),
            [] => (null, $"PBX “{pbx}” has no extension “{shown}”. Enter one that is on the board."),
            _ => (null, $"{shown} exists in more than one context of PBX “{pbx}”. Enter one of these: {string.Join(", ", keys.Select(Text))}."),
        };
    }
}
