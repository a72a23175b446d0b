using AmiBlazor.Live;

namespace AmiBlazor.Cluster;

/// <summary>The health of a main connection, as its node tells it: a timestamp of its clock means nothing on another machine.</summary>
/// <param name="Health">The health.</param>
/// <param name="HeardAgo">How long ago the PBX was last heard; null when it was not.</param>
internal sealed record ToldHealth(MainConnectionHealth Health, TimeSpan? HeardAgo)
{
    public static ToldHealth Of(MainConnectionHealth health, TimeProvider time) =>
        new(health with { HeardStamp = null }, health.HeardStamp is { } stamp ? time.GetElapsedTime(stamp) : null);

    /// <summary>The same on this machine's clock.</summary>
    public MainConnectionHealth Here(TimeProvider time) => Health with
    {
        HeardStamp = HeardAgo is { } ago ? time.GetTimestamp() - (long)(ago.TotalSeconds * time.TimestampFrequency) : null,
    };
}

/// <summary>What of a main connection's health a person should see at once.</summary>
internal static class HealthNews
{
    /// <summary>Whether more has changed than figures that only grow.</summary>
    public static bool IsNewsAfter(this MainConnectionHealth health, MainConnectionHealth before) =>
        health.State != before.State || health.Since != before.Since || health.GapSince != before.GapSince || health.NextTryAt != before.NextTryAt
        || !IsSame(health.Trouble, before.Trouble) || !IsSame(health.Warning, before.Warning)
        || health.LastCheck != before.LastCheck || health.LastResync != before.LastResync || health.Names != before.Names;

    private static bool IsSame(FormattableString? one, FormattableString? other) => ReferenceEquals(one, other)
        || (one is not null && other is not null && string.Equals(FormattableString.Invariant(one), FormattableString.Invariant(other), StringComparison.Ordinal));
}
