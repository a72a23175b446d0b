using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Circuits;

/// <summary>
/// The connections that pages hold open. A page that was ended leaves by itself; the connection of one that does not (a script in its place, a
/// stopped browser) is cut a moment later, and what it asks for next is refused, since its cookie is looked at again.
/// </summary>
internal sealed partial class CircuitConnectionGuard
{
    /// <summary>For so long a browser may take to leave a page that was ended.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Besides a page's own connection there is a short request now and then.
    private const int Spare = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, HashSet<HttpContext>> _open = [];
    private readonly AccountCache _accounts;
    private readonly TimeProvider _time;
    private readonly IOptions<CircuitLimitOptions> _limits;
    private readonly ILogger<CircuitConnectionGuard> _logger;

    public CircuitConnectionGuard(AccountCache accounts, TimeProvider time, IOptions<CircuitLimitOptions> limits, ILogger<CircuitConnectionGuard> logger)
    {
        (_accounts, _time, _limits, _logger) = (accounts, time, limits, logger);
        accounts.Changed += (_, _) => _ = CutSoonAsync();
    }

    /// <summary>Answers a request of a page's connection, which lasts as long as the connection does.</summary>
    public async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        if (AuthClaims.GetAccountId(context.User) is not { } account)
        {
            // A key that is revoked would leave its pages open.
            await AuthProblems.WriteAsync(context, StatusCodes.Status403Forbidden, "Pages are for people: sign in with a browser. Keys are for /api.");
            return;
        }

        if (!TryAdd(account, context))
        {
            await AuthProblems.WriteAsync(context, StatusCodes.Status429TooManyRequests, "This account has too many pages open. Close some of them.");
            return;
        }

        try
        {
            // It may have changed since the cookie was looked at.
            if (!_accounts.IsUnchanged(context.User)) _ = CutSoonAsync();
            await next(context);
        }
        finally
        {
            Remove(account, context);
        }
    }

    private bool TryAdd(int account, HttpContext context)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(account, out var open)) _open.Add(account, open = []);
            return open.Count < _limits.Value.PagesPerUser + Spare && open.Add(context);
        }
    }

    private void Remove(int account, HttpContext context)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(account, out var open) && open.Remove(context) && open.Count == 0) _open.Remove(account);
        }
    }

    private async Task CutSoonAsync()
    {
        await Task.Delay(Grace, _time);
        lock (_lock)
        {
            // Under the lock, so that each is still its own connection's: the server uses the object again for the next one. In a list of its own, for
            // what is cut may end, and be removed, within this very call.
            foreach (var (account, context) in _open.SelectMany(one => one.Value.Select(context => (one.Key, context))).ToList())
            {
                if (_accounts.IsUnchanged(context.User)) continue;
                Log.Cut(_logger, account);
                context.Abort();
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            5260, LogLevel.Information, "The connection of a page was cut: the account {Account} was changed, and the page did not leave by itself.", EventName = "PageCut")]
        public static partial void Cut(ILogger logger, int account);
    }
}
