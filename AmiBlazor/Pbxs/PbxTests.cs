using System.Collections.Concurrent;
using System.Security.Claims;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.RateLimiting;

namespace AmiBlazor.Pbxs;

/// <summary>Runs tests of PBXs for administrators: one at a time for each account, and not without end. The audit log has each with its host.</summary>
internal sealed class PbxTests(PbxProbe probe, PbxTestRateLimiter limiter, AuditLog audit)
{
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    /// <summary>Runs a test.</summary>
    /// <param name="who">The administrator.</param>
    /// <param name="server">The PBX.</param>
    /// <param name="onStep">Called with each step as it begins, on any thread.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What it found, or why it did not begin.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<(ProbeReport? Report, FormattableString? Problem)> RunAsync(
        ClaimsPrincipal who, AmiServerOptions server, Action<ProbeStep> onStep, CancellationToken cancellationToken)
    {
        var key = RateLimits.KeyOf(who);
        if (!_running.TryAdd(key, true)) return (null, $"A test of this account is under way, perhaps on another page. Stop that one first.");
        try
        {
            if (limiter.Take(who) is { } wait) return (null, limiter.Sentence(wait));
            var outcome = (Outcome: AuditOutcome.Failed, Words: "stopped");
            try
            {
                var report = await probe.RunAsync(server, onStep, cancellationToken);
                outcome = report.Failure is { } failure
                    ? (AuditOutcome.Failed, FormattableString.Invariant(failure.Sentence))
                    : (AuditOutcome.Done, FormattableString.Invariant($"{report.Listed} extensions."));
                return (report, null);
            }
            finally
            {
                var place = FormattableString.Invariant($"{server.Host}:{server.EffectivePort}, {server.Username}");
                audit.Note(Actor.Of(who), AuditAction.PbxTested, outcome.Outcome, server.Name, $"{place}: {outcome.Words}");
            }
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }
}
