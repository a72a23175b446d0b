using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Live;
using AmiBlazor.Tests.Store;
using AmiBlazor.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace AmiBlazor.Tests.Support;

/// <summary>
/// Starts the collections that take longest before all others, so that at the end nothing runs for minutes beside idle threads. The browser's are the
/// longest; the rest comes in an order that is always the same.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] First =
        [.. new[] { typeof(BrowserTests), typeof(AxeTests), typeof(CrashTests), typeof(EventOrderingFirstTests), typeof(EventOrderingSecondTests), typeof(RealAsteriskRecoveryTests) }.Select(type => type.FullName!)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(collection => Rank(collection)).ThenBy(collection => collection.UniqueID, StringComparer.Ordinal)];

    private static int Rank(ITestCollection collection)
    {
        // A class that is in no collection is one by itself, with its name in the collection's.
        var rank = Array.FindIndex(First, name =>
            string.Equals(collection.TestCollectionClassName, name, StringComparison.Ordinal)
            || collection.TestCollectionDisplayName.Contains(name + " ", StringComparison.Ordinal));
        return rank < 0 ? First.Length : rank;
    }
}
