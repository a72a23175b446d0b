using System.Globalization;

namespace AmiBlazor.Tests.Secrets;

/// <summary>What all searches of this run have looked at together.</summary>
internal static class SecretSearchTotals
{
    private static readonly long[] Places = new long[Enum.GetValues<SearchedPlace>().Length];
    private static long _bytes;
    private static long _ticks;
    private static int _found;

    public static void Add(SearchedPlace place, long bytes, TimeSpan time)
    {
        Interlocked.Increment(ref Places[(int)place]);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _ticks, time.Ticks);
    }

    /// <param name="count">Findings; below zero where a test had planted what was found.</param>
    public static void Found(int count) => Interlocked.Add(ref _found, count);

    /// <summary>The kinds of places that nobody has searched.</summary>
    public static IEnumerable<SearchedPlace> Untouched => Enum.GetValues<SearchedPlace>().Where(place => Volatile.Read(ref Places[(int)place]) == 0);

    /// <summary>One line for a person.</summary>
    public static string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"secrets: searched {Of(SearchedPlace.File)} files, {Of(SearchedPlace.LogLine)} log lines, {Of(SearchedPlace.Answer)} answers, {Of(SearchedPlace.Metric)} tags of metrics, {Of(SearchedPlace.Output)} outputs and {Of(SearchedPlace.Page)} texts of pages, {_bytes / 1e6:#,0.0} MB in {TimeSpan.FromTicks(_ticks).TotalSeconds:0.0} s; {(_found == 0 ? "nothing" : _found)} found");

    private static string Of(SearchedPlace place) => Volatile.Read(ref Places[(int)place]).ToString("#,0", CultureInfo.InvariantCulture);
}
