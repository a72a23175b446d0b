using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Bounds how often one account or key asks for refreshes, by page and by REST together: each is a login and a whole list for a PBX.</summary>
internal sealed class RefreshRateLimiter(IOptions<RequestLimitOptions> limits) : IDisposable
{
    private readonly PartitionedRateLimiter<ClaimsPrincipal> _limiter = PartitionedRateLimiter.Create<ClaimsPrincipal, string>(
        user => RateLimits.Of(NameOf(user), limits.Value.RefreshesPerMinute), StringComparer.Ordinal);

    /// <summary>Takes a turn.</summary>
    /// <returns>Null where he may; or else how long he has to wait, one second at least.</returns>
    public TimeSpan? Take(ClaimsPrincipal user)
    {
        using var lease = _limiter.AttemptAcquire(user);
        return lease.IsAcquired ? null : RateLimits.Wait(lease);
    }

    /// <summary>What to say to him who has to wait.</summary>
    public FormattableString Sentence(TimeSpan wait) =>
        $"You asked for as many refreshes within a minute as one may ({limits.Value.RefreshesPerMinute:N0}). Try again in {wait.TotalSeconds:N0} s.";

    public void Dispose() => _limiter.Dispose();

    // The name of an account can be changed, and its number cannot; a key has no number.
    private static string NameOf(ClaimsPrincipal user) => AuthClaims.GetAccountId(user) is { } account
        ? account.ToString(CultureInfo.InvariantCulture)
        : $"{user.Identity?.AuthenticationType} {user.Identity?.Name}";
}
