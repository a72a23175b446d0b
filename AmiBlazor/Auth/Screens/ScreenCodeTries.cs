using System.Security.Claims;
using System.Threading.RateLimiting;
using AmiBlazor.Auth.RateLimiting;

namespace AmiBlazor.Auth.Screens;

/// <summary>Limits how many codes of screens an account may enter in a minute: they are short.</summary>
internal sealed class ScreenCodeTries : IDisposable
{
    private const int MostInMinute = 10;

    private readonly PartitionedRateLimiter<string> _tries =
        PartitionedRateLimiter.Create<string, string>(who => RateLimits.TokenBucket(who, MostInMinute), StringComparer.Ordinal);

    /// <summary>Counts a code that an account enters.</summary>
    /// <returns>Whether it may be tried.</returns>
    public bool TryAcquire(ClaimsPrincipal who)
    {
        using var lease = _tries.AttemptAcquire(RateLimits.KeyOf(who));
        return lease.IsAcquired;
    }

    public void Dispose() => _tries.Dispose();
}
