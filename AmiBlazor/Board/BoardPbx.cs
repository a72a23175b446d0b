namespace AmiBlazor.Board;

/// <summary>What the board knows of one PBX as a whole.</summary>
/// <param name="Server">The name in the configuration.</param>
/// <param name="LastListAt">When the last complete and saved list was asked for; null before the first. A present row was seen then, or
/// later.</param>
public sealed record BoardPbx(string Server, DateTimeOffset? LastListAt)
{
    /// <summary>What took that list: one of <see cref="ChangeSource"/>.</summary>
    public string LastListBy { get; init; } = ChangeSource.Refresh;
}
