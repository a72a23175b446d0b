namespace AmiBlazor.Board;

/// <summary>
/// A dialplan hint taken apart: <c>PJSIP/1001&amp;Custom:DND1001,CustomPresence:1001</c> has two devices and a presence. Asterisk folds the states of the
/// devices into the one state of the extension.
/// </summary>
/// <param name="Devices">The devices in the hint's order; empty when it has none.</param>
/// <param name="PresenceProvider">Where the presence comes from, such as <c>CustomPresence:1001</c>; null when the hint names none.</param>
internal sealed record Hint(IReadOnlyList<string> Devices, string? PresenceProvider)
{
    public static readonly Hint Empty = new([], null);

    /// <summary>Takes a hint apart as Asterisk does (<c>hint_handler</c> and <c>parse_hint_device</c> in main/pbx.c).</summary>
    public static Hint Parse(string text)
    {
        if (text.Length == 0) return Empty;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var devices = (comma < 0 ? text : text[..comma]).Split('&', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var provider = comma < 0 ? "" : text[(comma + 1)..].Trim();
        return new Hint(devices, provider.Length == 0 ? null : provider);
    }

    /// <summary>
    /// The devices of hints that have several, each once, whatever the case of its letters, as for Asterisk: those whose own states tell more than the
    /// extension's.
    /// </summary>
    public static HashSet<string> SharedDevices(IEnumerable<string> hints)
    {
        var devices = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in hints)
        {
            if (text.Contains('&', StringComparison.Ordinal) && Parse(text) is { Devices.Count: > 1 } hint) devices.UnionWith(hint.Devices);
        }

        return devices;
    }

    /// <summary>
    /// Whether a device is a phone or a line (<c>PJSIP/1001</c>, <c>SIP/…</c>, <c>DAHDI/…</c>): something that can be unavailable. Others are states
    /// that the dialplan or a module sets (<c>Custom:</c>, <c>Queue:</c>, <c>park:</c>, <c>confbridge:</c>), and Local channels.
    /// </summary>
    public static bool IsPhone(string device) =>
        device.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && !device.AsSpan(0, slash).Contains(':')
        && !device.StartsWith("Local/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a device stands for “do not disturb”, as FreePBX names it: <c>Custom:DND1001</c>.</summary>
    public static bool IsDoNotDisturb(string device) =>
        device.StartsWith("Custom:", StringComparison.OrdinalIgnoreCase) && device.AsSpan(7).StartsWith("DND", StringComparison.OrdinalIgnoreCase);
}
