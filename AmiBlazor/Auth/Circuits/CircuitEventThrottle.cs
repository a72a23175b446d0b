using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Circuits;

/// <summary>
/// Lets the pages of one account send at most <see cref="CircuitLimitOptions.PageEventsPerSecond"/> events. What comes faster waits, and with it
/// everything behind it on its connection: a person never notices, a script takes no more of the processors.
/// </summary>
internal sealed class CircuitEventThrottle(IOptions<CircuitLimitOptions> limits) : IHubFilter, IDisposable
{
    private readonly PartitionedRateLimiter<CircuitOwner> _owners = PartitionedRateLimiter.Create<CircuitOwner, CircuitOwner>(owner => RateLimitPartition.GetTokenBucketLimiter(
        owner,
        _ => new TokenBucketRateLimiterOptions
        {
            // A page sends many events at once when it is opened, or when somebody drags the scroll bar.
            TokenLimit = limits.Value.PageEventsPerSecond * 5,
            TokensPerPeriod = Math.Max(1, limits.Value.PageEventsPerSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),

            // One for each connection can wait, and connections are bounded.
            QueueLimit = int.MaxValue,
        }));

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (!IsAnswer(invocationContext.HubMethodName) && CircuitOwner.Of(invocationContext.Context.User) is { } owner)
        {
            using var token = await _owners.AcquireAsync(owner, 1, invocationContext.Context.ConnectionAborted);
        }

        return await next(invocationContext);
    }

    public void Dispose() => _owners.Dispose();

    /// <summary>What a page sends for each drawing and each call from the server is bounded by these.</summary>
    private static bool IsAnswer(string method) => method is "OnRenderCompleted" or "EndInvokeJSFromDotNet";
}
