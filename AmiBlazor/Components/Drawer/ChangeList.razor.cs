using AmiBlazor.Auth.Accounts;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// The changes of an extension, newest first: from which status to which, when, for how long, and from which source; between them the monitoring
/// gaps. The time of a change that was found only later is unknown and is labelled as a limit.
/// </summary>
public sealed partial class ChangeList
{
    private const int MaxReason = 400;

    /// <summary>The page's time is a little older than a change that has just come.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly string _title = "changes-" + Guid.NewGuid().ToString("N");
    private IReadOnlyList<HistoryLine> _lines = [];
    private List<ChangeEntry> _told = [];

    /// <summary>The changes, newest first; null until they are loaded.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ChangeEntry>? Changes { get; set; }

    /// <summary>The monitoring gaps, newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<MonitoringGap> Gaps { get; set; }

    /// <summary>Since when the PBX no longer lists the extension; null while it does.</summary>
    [Parameter]
    public DateTimeOffset? GoneSince { get; set; }

    /// <summary>The time that ages are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>True if there are older changes.</summary>
    [Parameter]
    public bool HasOlder { get; set; }

    /// <summary>True while older changes are being read.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>True if reading older changes failed.</summary>
    [Parameter]
    public bool HasFailed { get; set; }

    /// <summary>Raised to show older changes.</summary>
    [Parameter]
    public EventCallback OnOlder { get; set; }

    // Another number of the same status is in the history, but no change to a person.
    protected override void OnParametersSet()
    {
        _told = Changes?.Where(change => change.FromCode is not { } from
            || ExtensionStatusExtensions.FromCode(from) != ExtensionStatusExtensions.FromCode(change.ToCode)).ToList() ?? [];
        _lines = HistoryLine.Of(_told, Gaps);
    }

    private static bool IsFound(ChangeEntry change) => string.Equals(change.Source, ChangeSource.Resync, StringComparison.Ordinal);

    // The change with which it went; earlier times of being gone look like any other time offline.
    private ExtensionStatus StatusAfter(ChangeEntry change) =>
        change.At == GoneSince && change.ToCode == ExtensionStatusExtensions.OfflineCode ? ExtensionStatus.Gone : ExtensionStatusExtensions.FromCode(change.ToCode);

    private string Lasted(int number)
    {
        var change = _told[number];
        if ((number == 0 ? Now + ClockTolerance : _told[number - 1].At) < change.At) return T["duration unknown: the clock was set back"];
        if (number == 0)
        {
            var soFar = RelativeTime.Lasted(T, Now - change.At);
            return IsFound(change) ? T.Format($"for at least {soFar} so far") : T.Format($"for {soFar} so far");
        }

        var next = _told[number - 1];
        var lasted = RelativeTime.Lasted(T, next.At - change.At);
        return (IsFound(change), IsFound(next)) switch
        {
            (false, false) => T.Format($"for {lasted}"),
            (true, false) => T.Format($"for at least {lasted}"),
            (false, true) => T.Format($"for at most {lasted}"),
            _ => T.Format($"for about {lasted}"),
        };
    }

    private string Lasted(IReadOnlyList<MonitoringGap> gaps)
    {
        var lasted = RelativeTime.Lasted(T, new TimeSpan(gaps.Sum(gap => ((gap.EndedAt ?? Now) - gap.BeganAt).Ticks)));
        if (gaps[0].EndedAt is null) return T.Format($"for {lasted} so far");
        return gaps.Count == 1 ? T.Format($"for {lasted}") : T.Format($"{lasted} in total");
    }

    private string When(ChangeEntry change)
    {
        var at = RelativeTime.Format(T, change.At, Now);
        return IsFound(change) ? T.Format($"{at} at the latest") : at;
    }

    private string When(IReadOnlyList<MonitoringGap> gaps)
    {
        var from = RelativeTime.Format(T, gaps[^1].BeganAt, Now);
        return gaps[0].EndedAt is { } end ? T.Format($"{from} – {RelativeTime.Format(T, end, Now)}") : T.Format($"since {from}");
    }

    private string Unfollowed(IReadOnlyList<MonitoringGap> gaps) => gaps.Count == 1 ? T["Not live"] : T.Format($"Not live, {gaps.Count:N0} times");

    /// <summary>The reason; null if several gaps had different reasons.</summary>
    private string? Reason(IReadOnlyList<MonitoringGap> gaps)
    {
        if (gaps.Any(gap => !string.Equals(gap.Reason, gaps[0].Reason, StringComparison.Ordinal))) return null;
        return DisplayText.Show(gaps[0].Sentence is { } sentence ? T.Format(sentence) : gaps[0].Reason, MaxReason);
    }

    private string Source(ChangeEntry change) => change.Source switch
    {
        ChangeSource.Refresh => T["Refresh"],
        ChangeSource.Live => T["Live event"],
        ChangeSource.Resync => Gaps.Any(gap => gap.EndedAt == change.At) ? T["Found after reconnecting"] : T["Found by a resync"],
        ChangeSource.Edit => T["Edited manually"],
        _ => DisplayText.Show(change.Source, 40),
    };
}
