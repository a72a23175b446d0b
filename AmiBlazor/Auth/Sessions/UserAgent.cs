namespace AmiBlazor.Auth.Sessions;

/// <summary>What a browser calls itself, in the words by which its owner knows it.</summary>
internal static class UserAgent
{
    // The first that matches: most browsers also name those that they are compatible with.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Platforms =
    [
        ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Browser and operating system; null for what is not known.</summary>
    /// <param name="header">The value of <c>User-Agent</c>, which may hold anything.</param>
    public static (string? Browser, string? Platform) Of(string header) => (Find(Browsers, header), Find(Platforms, header));

    private static string? Find((string Mark, string Name)[] known, string header) =>
        Array.Find(known, one => header.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
