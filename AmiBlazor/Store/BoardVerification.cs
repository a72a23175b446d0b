using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>The comparison of a complete list with a board that a main connection had followed. It should find no difference.</summary>
/// <param name="At">When the list was requested; UTC.</param>
/// <param name="Source">What requested it: <see cref="ChangeSource.Refresh"/> or <see cref="ChangeSource.Resync"/>.</param>
/// <param name="Known">How many extensions of the PBX are known.</param>
/// <param name="Changed">How many known extensions are still listed but have another status: changes for which no event came.</param>
/// <param name="Differing">How many extensions differ at all: also new ones, missing ones, and those with other devices.</param>
public sealed record BoardVerification(DateTimeOffset At, string Source, int Known, int Changed, int Differing)
{
    /// <summary>The connection id of the refresh that requested the list; null when it was no refresh.</summary>
    public string? ConnectionId { get; init; }
}
