using System.Collections.Immutable;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>What is known of a value without running the program.</summary>
/// <param name="Constants">The texts that it may be.</param>
/// <param name="Calls">The calls, by their offset, whose result it may be.</param>
/// <param name="IsMore">True when it may be something else, too.</param>
internal sealed record KnownValue(ImmutableHashSet<string> Constants, ImmutableHashSet<int> Calls, bool IsMore)
{
    public static readonly KnownValue Unknown = new(ImmutableHashSet.Create<string>(StringComparer.Ordinal), [], IsMore: true);

    public static KnownValue Of(string constant) => Unknown with { Constants = Unknown.Constants.Add(constant), IsMore = false };

    public static KnownValue OfCall(int offset) => Unknown with { Calls = [offset] };

    /// <summary>One or the other, as the program's branches decide.</summary>
    public KnownValue Or(KnownValue other) => new(Constants.Union(other.Constants), Calls.Union(other.Calls), IsMore || other.IsMore);

    public bool IsSame(KnownValue other) =>
        IsMore == other.IsMore && Constants.SetEquals(other.Constants) && Calls.SetEquals(other.Calls);
}
