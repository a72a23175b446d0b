using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Auth.SignIn;

/// <summary>What users see of one of their sessions.</summary>
/// <param name="Id">Its number.</param>
/// <param name="IsThis">Whether it is the session of the request.</param>
/// <param name="Browser">The name of the browser; null if it is unknown.</param>
/// <param name="Platform">The operating system; null if it is unknown.</param>
/// <param name="Address">The IP address at sign-in; null if there was none.</param>
/// <param name="Method">One of <see cref="SessionMethods"/>.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="LastSeenAt">When it was last used.</param>
/// <param name="EndsAt">When it ends, however often it is used.</param>
public sealed record SessionView(
    int Id,
    bool IsThis,
    string? Browser,
    string? Platform,
    string? Address,
    string Method,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset EndsAt)
{
    internal static SessionView Of(Session row, bool isThis) =>
        new(row.Id, isThis, row.Browser, row.Platform, row.Address, row.Method, row.CreatedAt, row.LastSeenAt, row.EndsAt);
}
