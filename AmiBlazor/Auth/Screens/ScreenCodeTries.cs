using System.Security.Claims;
using AmiBlazor.Auth.RateLimiting;

namespace AmiBlazor.Auth.Screens;

/// <summary>Limits how many codes of screens an account may enter in a minute: they are short.</summary>
internal sealed class ScreenCodeTries(Throttles throttles) : IDisposable
{
    private const int MostInMinute = 10;

    private readonly IThrottle _tries = throttles.Create("screen-code", MostInMinute, static who => RateLimits.TokenBucket(who, MostInMinute));

    /// <summary>Counts a code that an account enters.</summary>
    /// <returns>Whether it may be tried.</returns>
    public ValueTask<bool> TryAcquireAsync(ClaimsPrincipal who) => _tries.TryAcquireAsync(RateLimits.KeyOf(who));

    public void Dispose() => _tries.Dispose();
}
