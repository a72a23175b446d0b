using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Bounds how much one account, key or address asks for: <see cref="RequestLimitOptions.RequestsPerMinute"/>.</summary>
internal sealed class RequestRateLimitMiddleware(RequestDelegate next, IOptions<RequestLimitOptions> limits)
{
    // Lives as long as the program.
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(
        context => RateLimits.Of(NameOf(context), limits.Value.RequestsPerMinute), StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        if (IsFree(context)) return next(context);
        return WaitOf(context) is { } wait ? RefuseAsync(context, wait) : next(context);
    }

    /// <returns>How long he has to wait; null where it is his turn.</returns>
    private TimeSpan? WaitOf(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired ? null : RateLimits.Wait(lease);
    }

    private Task RefuseAsync(HttpContext context, TimeSpan wait)
    {
        var seconds = wait.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return AuthProblems.WriteAsync(
            context,
            StatusCodes.Status429TooManyRequests,
            $"More requests came from you within a minute than are answered ({limits.Value.RequestsPerMinute}). Try again in {seconds} s.");
    }

    // What watches over the program must always learn how it is; the files come from memory; a page's connection is bounded by CircuitConnectionGuard.
    private static bool IsFree(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static string NameOf(HttpContext context) => AuthClaims.GetAccountId(context.User) is { } account
        ? account.ToString(CultureInfo.InvariantCulture)
        : context.User.Identity is { IsAuthenticated: true } key ? $"{key.AuthenticationType} {key.Name}" : NetworkOf(context.Connection.RemoteIpAddress);

    // Who has one IPv6 address has 2^64 of them.
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        _ => address.ToString(),
    };
}
