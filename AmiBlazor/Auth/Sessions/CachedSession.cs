using AmiBlazor.Data.Rows;

namespace AmiBlazor.Auth.Sessions;

/// <summary>A session as every request needs it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="AccountId">The number of its account.</param>
/// <param name="Hash">The hash of the token in its cookie.</param>
/// <param name="EndsAt">When it ends, however often it is used.</param>
/// <param name="ProvenAt">When its person last proved who they are.</param>
/// <param name="Method">One of <see cref="SessionMethods"/>.</param>
internal sealed record CachedSession(int Id, int AccountId, byte[] Hash, DateTimeOffset EndsAt, DateTimeOffset ProvenAt, string Method)
{
    public static CachedSession Of(Session row) => new(row.Id, row.AccountId, row.Hash, row.EndsAt, row.ProvenAt, row.Method);
}
