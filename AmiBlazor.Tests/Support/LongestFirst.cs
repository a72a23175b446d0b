using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Calls;
using AmiBlazor.Tests.Cli;
using AmiBlazor.Tests.Data;
using AmiBlazor.Tests.Live;
using AmiBlazor.Tests.Store;
using AmiBlazor.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace AmiBlazor.Tests.Support;

/// <summary>
/// Starts the longest collections first, so that no thread is idle while one runs for minutes at the end. The browser tests are the longest; the others
/// follow in a fixed order.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] First =
        [.. new[] { typeof(BrowserTests), typeof(AxeTests), typeof(CrashTests), typeof(EventOrderingFirstTests),
            typeof(EventOrderingSecondTests), typeof(RealAsteriskRecoveryTests), typeof(DatabaseOwnershipTests), typeof(TruthMeterTests),
            typeof(BackupCommandTests) }.Select(type => type.FullName!)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
            [.. testCollections.OrderBy(collection => Rank(collection)).ThenBy(collection => collection.UniqueID, StringComparer.Ordinal)];

    private static int Rank(ITestCollection collection)
    {
        // A class without a collection forms its own, whose name contains the class name.
        var rank = Array.FindIndex(First, name =>
            string.Equals(collection.TestCollectionClassName, name, StringComparison.Ordinal)
            || collection.TestCollectionDisplayName.Contains(name + " ", StringComparison.Ordinal));
        return rank < 0 ? First.Length : rank;
    }
}
