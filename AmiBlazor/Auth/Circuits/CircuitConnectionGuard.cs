using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Circuits;

/// <summary>
/// The open connections of circuits. A page whose circuit has ended leaves by itself. If one does not (a script in its place, a suspended browser), its
/// connection is aborted a moment later, and its next request is refused, because the cookie is validated again.
/// </summary>
internal sealed partial class CircuitConnectionGuard
{
    // Beside the connection of each circuit there are short requests.
    private const int Spare = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<CircuitOwner, HashSet<HttpContext>> _open = [];
    private readonly CircuitOwners _owners;
    private readonly TimeProvider _time;
    private readonly IOptions<CircuitLimitOptions> _limits;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeSpan _grace;
    private readonly ILogger<CircuitConnectionGuard> _logger;

    public CircuitConnectionGuard(
        CircuitOwners owners, TimeProvider time, IOptions<CircuitLimitOptions> limits, IOptions<CircuitTimings> timings,
        IHostApplicationLifetime lifetime, ILogger<CircuitConnectionGuard> logger)
    {
        (_owners, _time, _limits, _grace, _lifetime, _logger) = (owners, time, limits, timings.Value.Grace, lifetime, logger);
        owners.Changed += (_, _) => _ = AbortSoonAsync();
    }

    /// <summary>Serves a request of a circuit, which lasts as long as its connection.</summary>
    public async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        if (_lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Those that are open are told to end; one that began after that would keep the application from stopping until its handshake runs out of time.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (CircuitOwner.Of(context.User) is not { } owner)
        {
            // The circuits of a revoked key would stay open.
            await AuthProblems.WriteAsync(context, StatusCodes.Status403Forbidden, "API keys are valid for /api only. To open pages, sign in with a browser.");
            return;
        }

        if (!TryAdd(owner, context))
        {
            await AuthProblems.WriteAsync(context, StatusCodes.Status429TooManyRequests, "This account has too many open pages. Close some of them.");
            return;
        }

        try
        {
            // The account may have changed since the cookie was validated.
            if (!_owners.IsUnchanged(context.User)) _ = AbortSoonAsync();
            await next(context);
        }
        finally
        {
            Remove(owner, context);
        }
    }

    /// <summary>The sessions that have a page open.</summary>
    public IReadOnlyCollection<int> OpenSessions()
    {
        lock (_lock)
            return _open.Values.SelectMany(open => open).Select(context => AuthClaims.GetSessionId(context.User)).OfType<int>().ToHashSet();
    }

    private bool TryAdd(CircuitOwner owner, HttpContext context)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(owner, out var open)) _open.Add(owner, open = []);
            return open.Count < _limits.Value.PagesPerUser + Spare && open.Add(context);
        }
    }

    private void Remove(CircuitOwner owner, HttpContext context)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(owner, out var open) && open.Remove(context) && open.Count == 0)
                _open.Remove(owner);
        }
    }

    private async Task AbortSoonAsync()
    {
        await Task.Delay(_grace, _time);
        lock (_lock)
        {
            // Under the lock, so that each context still belongs to its connection: the server reuses the object for the next one. A copy of the list,
            // because an aborted request may end, and remove itself, within this call.
            foreach (var (owner, context) in _open.SelectMany(one => one.Value.Select(context => (one.Key, context))).ToList())
            {
                if (_owners.IsUnchanged(context.User)) continue;
                Log.Cut(_logger, owner);
                context.Abort();
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            5260,
            LogLevel.Information,
            "The connection of a page was closed: the {Owner} has changed or the session has ended, and the page did not reload by itself.",
            EventName = "PageCut")]
        public static partial void Cut(ILogger logger, CircuitOwner owner);
    }
}
