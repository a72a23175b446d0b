namespace AmiBlazor.Board;

/// <summary>What the board knows about one PBX as a whole.</summary>
/// <param name="Server">The name in the configuration.</param>
/// <param name="LastListAt">When the last saved list was requested; UTC, null before the first. Every present row was seen then or later.</param>
public sealed record BoardPbx(string Server, DateTimeOffset? LastListAt)
{
    /// <summary>What requested that list: one of <see cref="ChangeSource"/>.</summary>
    public string LastListBy { get; init; } = ChangeSource.Refresh;
}
