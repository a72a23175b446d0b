using System.Buffers.Text;

namespace AmiBlazor.Ami;

/// <summary>Waits for the peers of <c>chan_sip</c> (<c>SIPpeers</c>, up to Asterisk 20).</summary>
internal sealed class PendingPeerList(AmiAction action, PendingActions owner, HashSet<string> wanted, AmiErrors errors, AmiLimits limits)
    : PendingRecords<PeerRow>(action, owner, errors, limits)
{
    protected override ReadOnlySpan<byte> CompleteEvent => "PeerlistComplete"u8;

    protected override PeerRow? Read(in AmiMessage row, ReadOnlySpan<byte> name)
    {
        if (!AmiText.Is(name, "PeerEntry"u8)) return null;
        var peer = PendingQueueList.Text(row, "ObjectName"u8);
        if (!wanted.Contains(peer)) return null;
        var address = PendingQueueList.Text(row, "IPaddress"u8);
        if (address is "-none-") address = "";
        var port = row.TryGet("IPport"u8, out var digits) && ExtensionStateCollector.TryParse(digits, out var number) ? number : 0;
        row.TryGet("Status"u8, out var status);
        return new PeerRow(peer, address, address.Length > 0 ? port : 0, row.Has("Dynamic"u8, "yes"u8), State(status), RoundTrip(status));
    }

    /// <summary>The state in a text such as <c>OK (2 ms)</c>.</summary>
    public static PeerState State(ReadOnlySpan<byte> status) =>
        status.StartsWith("OK"u8) || status.StartsWith("LAGGED"u8) ? PeerState.Reachable
        : status.StartsWith("UNREACHABLE"u8) ? PeerState.Unreachable
        : PeerState.Unknown;

    /// <summary>The time in such a text; null when there is none.</summary>
    public static TimeSpan? RoundTrip(ReadOnlySpan<byte> status) =>
        status.IndexOf((byte)'(') is >= 0 and var open && Utf8Parser.TryParse(status[(open + 1)..], out int milliseconds, out _) && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
