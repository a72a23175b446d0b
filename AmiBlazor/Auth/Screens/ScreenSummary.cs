namespace AmiBlazor.Auth.Screens;

/// <summary>What an administrator sees of a screen; never its token.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="View">The query of the wall's address.</param>
/// <param name="Servers">The PBXs in its scope; null for all.</param>
/// <param name="Departments">The departments in its scope; null for all.</param>
/// <param name="Origin">Where its browser was when it was paired, and what it called itself.</param>
/// <param name="PairedBy">The name of the account that paired it.</param>
/// <param name="PairedAt">When it was paired.</param>
/// <param name="LastDrawnAt">When it last drew its wall; null if it never did.</param>
/// <param name="RevokedAt">Null if it is not revoked.</param>
internal sealed record ScreenSummary(
    int Id,
    string Name,
    string View,
    IReadOnlyList<string>? Servers,
    IReadOnlyList<string>? Departments,
    string Origin,
    string PairedBy,
    DateTimeOffset PairedAt,
    DateTimeOffset? LastDrawnAt,
    DateTimeOffset? RevokedAt);
