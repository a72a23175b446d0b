using AmiBlazor.Store;

namespace AmiBlazor.History;

/// <summary>One page of the refreshes that pass a filter.</summary>
/// <param name="Number">Which, counted from 1: the last one where a later one was asked for.</param>
/// <param name="Total">How many refreshes pass the filter.</param>
/// <param name="Runs">Those of this page.</param>
public sealed record RunPage(int Number, int Total, IReadOnlyList<RunRecord> Runs);
