using AmiBlazor.Live;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Components.Pbxs;

/// <summary>What a main connection reports, said by a test in its place.</summary>
internal static class MainConnectionReports
{
    /// <summary>Says something new of a PBX that is followed live; what is not said stays.</summary>
    /// <param name="bench">The page.</param>
    /// <param name="change">What is new.</param>
    /// <param name="server">The PBX.</param>
    /// <param name="isNews">False for figures that only grow.</param>
    public static void Report(
        this PageBench bench, Func<MainConnectionHealth, MainConnectionHealth> change, string server = TestData.Server, bool isNews = true) =>
        bench.Connections.Update(server, change, isNews);

    /// <summary>Up, and nothing is wrong.</summary>
    public static MainConnectionHealth Following(this MainConnectionHealth health, DateTimeOffset since) => health with
    {
        State = MainConnectionState.Following,
        Since = since,
        Trouble = null,
        PbxWords = null,
        NextTryAt = null,
        GapSince = null,
        EventsMissing = null,
    };

    /// <summary>Away, after the PBX was known.</summary>
    public static MainConnectionHealth Down(this MainConnectionHealth health, DateTimeOffset since, FormattableString? trouble = null) => health with
    {
        State = MainConnectionState.Down,
        Since = since,
        GapSince = since,
        Trouble = trouble ?? $"PBX “{health.Server}” refused the action {"Login"}.",
    };
}
