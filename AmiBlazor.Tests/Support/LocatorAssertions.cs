using Microsoft.Playwright;

namespace AmiBlazor.Tests.Support;

/// <summary>Assertions on locators that wait up to the usual timeout.</summary>
internal static class LocatorAssertions
{
    private static readonly float Limit = (float)Timeouts.Default.TotalMilliseconds;

    public static Task BeSeenAsync(this ILocator what) => Assertions.Expect(what).ToBeVisibleAsync(new() { Timeout = Limit });

    public static Task BeHiddenAsync(this ILocator what) => Assertions.Expect(what).ToBeHiddenAsync(new() { Timeout = Limit });

    public static Task BeGoneAsync(this ILocator what) => what.NumberAsync(0);

    public static Task NumberAsync(this ILocator what, int count) => Assertions.Expect(what).ToHaveCountAsync(count, new() { Timeout = Limit });

    public static Task SayAsync(this ILocator what, string text) => Assertions.Expect(what).ToContainTextAsync(text, new() { Timeout = Limit });

    public static Task HoldAsync(this ILocator box, string value) => Assertions.Expect(box).ToHaveValueAsync(value, new() { Timeout = Limit });
}
