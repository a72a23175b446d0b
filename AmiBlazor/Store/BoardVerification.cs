using AmiBlazor.Board;
using AmiBlazor.Refresh;

namespace AmiBlazor.Store;

/// <summary>A complete list that was compared with a board whose every change a main connection had followed: it should find nothing.</summary>
/// <param name="At">When the list was asked for; UTC.</param>
/// <param name="Source">What took it: <see cref="ChangeSource.Refresh"/> or <see cref="ChangeSource.Resync"/>.</param>
/// <param name="Known">Extensions known on the PBX.</param>
/// <param name="Changed">Known ones whose status was another and that are still there: changes that no event told.</param>
/// <param name="Differing">All that differed: also those that were new, gone, or had other devices.</param>
public sealed record BoardVerification(DateTimeOffset At, string Source, int Known, int Changed, int Differing)
{
    /// <summary>The connection id of the refresh that took the list; null when none did.</summary>
    public string? ConnectionId { get; init; }
}
