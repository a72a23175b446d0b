using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>Lets each address try passwords and codes so many times in a minute, whatever accounts it tries.</summary>
internal sealed class SignInRateLimiter : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _tries;
    private readonly PartitionedRateLimiter<string> _news;

    public SignInRateLimiter(IOptions<SignInLimitOptions> options)
    {
        var most = options.Value.SignInTriesPerMinute;
        _tries = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(
            address, _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = Window, SegmentsPerWindow = 6, QueueLimit = 0 }));
        _news = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
            address, _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = Window, QueueLimit = 0 }));
    }

    /// <summary>Counts a try.</summary>
    /// <returns>Whether it may be made.</returns>
    public bool Admits(HttpContext context)
    {
        using var permit = _tries.AttemptAcquire(KeyOf(context.Connection.RemoteIpAddress));
        return permit.IsAcquired;
    }

    /// <summary>Whether the refusal of an address is worth telling: it was not told within the last minute.</summary>
    public bool IsNews(HttpContext context)
    {
        using var permit = _news.AttemptAcquire(KeyOf(context.Connection.RemoteIpAddress));
        return permit.IsAcquired;
    }

    public void Dispose()
    {
        _tries.Dispose();
        _news.Dispose();
    }

    // Who has one IPv6 address has at least 2^64 of them.
    private static string KeyOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
