using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>What administrators do with API keys. Scoped to a request.</summary>
internal sealed class ApiKeyAdministration(
    AmiBlazorDbContext context, AdministratorTransaction administration, ApiKeyCache keys, AccountCache accounts, AuditLog audit, TimeProvider time)
{
    public const int LongestName = NameRules.Longest;

    /// <summary>By this prefix people, and scanners for leaked secrets, recognise a key of AmiBlazor.</summary>
    private const string Prefix = "amb_";

    private const int ShownStart = 8;
    private const int MostKeys = 1000;

    /// <summary>The lifetimes to choose from, in days.</summary>
    public static readonly IReadOnlyList<int> Days = [30, 90, 365];

    /// <summary>All API keys, the valid ones first.</summary>
    public async Task<IReadOnlyList<ApiKeySummary>> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var made = await context.ApiKeys.AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. keys.Configured.Select(key => new ApiKeySummary(null, key.Name, key.Role, null, null, null, null, null, null, IsGood: true)
            {
                MayControlCalls = key.MayControlCalls,
            })
                .Concat(made.Select(key => SummaryOf(key, now)))
                .OrderByDescending(key => key.IsGood).ThenBy(key => key.Name, StringComparer.OrdinalIgnoreCase).ThenByDescending(key => key.Id),
        ];
    }

    /// <summary>A key that an administrator made; null if there is none.</summary>
    public async Task<ApiKeySummary?> FindAsync(int id, CancellationToken cancellationToken) =>
        await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == id, cancellationToken) is { } row ? SummaryOf(row, time.GetUtcNow()) : null;

    /// <summary>Creates a key.</summary>
    /// <param name="who">The administrator.</param>
    /// <param name="name">Name that appears in the audit log.</param>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="days">One of <see cref="Days"/>; 0 for a key that does not expire.</param>
    /// <returns>The key, which is shown only once, or what is wrong with the request.</returns>
    public async Task<(string? Key, FormattableString? Problem)> MakeAsync(ClaimsPrincipal who, string? name, string? role, int? days)
    {
        name = name?.Trim();
        if ((Problem(name, role, days) ?? AccountProblem(name!)) is { } wrong) return (null, wrong);

        var text = Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var problem = await administration.DoAsync(who, AuditAction.KeyMade, name!, async actor =>
        {
            var now = time.GetUtcNow();
            var others = await context.ApiKeys.AsNoTracking().Where(key => key.RevokedAt == null).ToListAsync(CancellationToken.None);
            if (others.Count >= MostKeys) return $"There are already {MostKeys} API keys. Revoke those that are no longer needed.";
            var taken = keys.Configured.Select(key => key.Name).Concat(others.Where(key => !(key.ExpiresAt <= now)).Select(key => key.Name));
            if (taken.Contains(name, StringComparer.OrdinalIgnoreCase))
                return $"An API key named “{name}” already exists. Enter another name, or revoke the existing key.";
            if (taken.FirstOrDefault(known => LetterScripts.LookAlike(known, name!)) is { } alike) return LooksLike(name!, alike);

            context.ApiKeys.Add(new ApiKey
            {
                Name = name!,
                Hash = ApiKeyCache.HashOf(text),
                Start = text[..ShownStart],
                Role = role!,
                CreatedBy = actor.Name,
                CreatedAt = now,
                ExpiresAt = days is > 0 ? now.AddDays(days.Value) : null,
            });
            audit.Add(
                context, actor, AuditAction.KeyMade, name,
                days is > 0 ? string.Create(CultureInfo.InvariantCulture, $"{role}, for {days} days.") : $"{role}, without an end.");
            return null;
        });
        await keys.ReloadAsync(CancellationToken.None);
        return (problem is null ? text : null, problem);
    }

    /// <summary>Revokes a key. Its running requests run to their end.</summary>
    /// <returns>What the administrator is told; null if it succeeded.</returns>
    public async Task<FormattableString?> RevokeAsync(ClaimsPrincipal who, int id)
    {
        var problem = await administration.DoAsync(who, AuditAction.KeyRevoked, id.ToString(CultureInfo.InvariantCulture), async actor =>
        {
            var key = await context.ApiKeys.SingleOrDefaultAsync(key => key.Id == id, CancellationToken.None);
            if (key is null) return $"This API key does not exist.";
            if (key.RevokedAt is not null) return $"This API key was already revoked.";

            key.RevokedAt = time.GetUtcNow();
            audit.Add(context, actor, AuditAction.KeyRevoked, key.Name, $"{key.Start}…");
            return null;
        });
        await keys.ReloadAsync(CancellationToken.None);
        return problem;
    }

    private static FormattableString? Problem(string? name, string? role, int? days) => name switch
    {
        null or "" => $"Enter a name for the API key. The audit log shows this name.",
        { Length: > LongestName } => $"The name has {name.Length} characters; at most {LongestName} are allowed.",
        _ when NameRules.Problem(name) is { } problem => problem,
        _ when !Roles.Ascending.Contains(role, StringComparer.Ordinal) => $"Select a role.",
        _ when days is not 0 && !Days.Contains(days ?? -1) => $"Select when the API key expires.",
        _ => null,
    };

    private FormattableString? AccountProblem(string name)
    {
        if (accounts.All.Any(account => string.Equals(account.UserName, name, StringComparison.OrdinalIgnoreCase)))
            return $"An account is named “{name}”. Enter another name, so that the audit log tells the two apart.";
        return accounts.All.FirstOrDefault(account => LetterScripts.LookAlike(account.UserName, name)) is { } alike ? LooksLike(name, alike.UserName) : null;
    }

    private static FormattableString LooksLike(string name, string known) => $"“{name}” looks like “{known}”, which exists already. Enter another name.";

    private static ApiKeySummary SummaryOf(ApiKey key, DateTimeOffset now) => new(
        key.Id, key.Name, key.Role, key.Start, key.CreatedBy, key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.RevokedAt,
        key.RevokedAt is null && !(key.ExpiresAt <= now));
}
