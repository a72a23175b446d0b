using System.Collections.Concurrent;
using AmiBlazor.Auth.Limits;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Circuits;

/// <summary>
/// The connections that pages hold open. A page that was ended leaves by itself; the connection of one that does not (a script in its place, a
/// stopped browser) is cut a moment later, and what it asks for next is refused, since its cookie is looked at again.
/// </summary>
internal sealed partial class PageChannels
{
    /// <summary>For so long a browser may take to leave a page that was ended.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Besides a page's own connection there is a short request now and then.
    private const int Spare = 20;

    private readonly ConcurrentDictionary<HttpContext, int> _open = new(ReferenceEqualityComparer.Instance);
    private readonly KnownAccounts _accounts;
    private readonly TimeProvider _time;
    private readonly IOptions<PageLimits> _limits;
    private readonly ILogger<PageChannels> _logger;

    public PageChannels(KnownAccounts accounts, TimeProvider time, IOptions<PageLimits> limits, ILogger<PageChannels> logger)
    {
        (_accounts, _time, _limits, _logger) = (accounts, time, limits, logger);
        accounts.Changed += (_, _) => _ = CutSoonAsync();
    }

    /// <summary>Answers a request of a page's connection, which lasts as long as the connection does.</summary>
    public async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        if (KnownAccounts.NumberOf(context.User) is not { } account)
        {
            // A key that is revoked would leave its pages open.
            await AuthProblems.WriteAsync(context, StatusCodes.Status403Forbidden, "Pages are for people: sign in with a browser. Keys are for /api.");
            return;
        }

        if (_open.Values.Count(other => other == account) >= _limits.Value.PagesPerUser + Spare)
        {
            await AuthProblems.WriteAsync(context, StatusCodes.Status429TooManyRequests, "This account has too many pages open. Close some of them.");
            return;
        }

        _open[context] = account;
        try
        {
            // It may have changed since the cookie was looked at.
            if (!_accounts.IsUnchanged(context.User)) _ = CutSoonAsync();
            await next(context);
        }
        finally
        {
            _open.TryRemove(context, out _);
        }
    }

    private async Task CutSoonAsync()
    {
        await Task.Delay(Grace, _time);
        foreach (var (context, account) in _open)
        {
            try
            {
                if (_accounts.IsUnchanged(context.User)) continue;
                Log.Cut(_logger, account);
                context.Abort();
            }
            catch (Exception gone) when (gone is ObjectDisposedException or InvalidOperationException)
            {
                // It ended by itself just now.
            }
        }
    }
}
