using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using MudBlazor;

namespace AmiBlazor.Components.Theming;

/// <summary>
/// The <see cref="AmiTheme"/> as a stylesheet, made once. MudThemeProvider writes the same variables into a style element of every page, which the
/// content security policy forbids, and for one colour scheme at a time, which flashes; here the attribute data-theme of the page chooses.
/// </summary>
internal sealed partial class ThemeSheet
{
    private static readonly Lazy<Task<ThemeSheet>> Made = new(WriteAsync);

    private ThemeSheet(string css)
    {
        Css = Encoding.UTF8.GetBytes(css);
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize)) brotli.Write(Css);
        Brotli = compressed.ToArray();
        Version = Convert.ToHexStringLower(SHA256.HashData(Css).AsSpan(0, 5));
    }

    /// <summary>The stylesheet of this program.</summary>
    /// <exception cref="InvalidOperationException">MudThemeProvider writes its variables in another form than the one known.</exception>
    public static Task<ThemeSheet> Current => Made.Value;

    /// <summary>The stylesheet in UTF-8.</summary>
    public byte[] Css { get; }

    /// <summary>The same, compressed with Brotli.</summary>
    public byte[] Brotli { get; }

    /// <summary>Ten hexadecimal digits that change with the stylesheet, so that browsers may keep it.</summary>
    public string Version { get; }

    private static async Task<ThemeSheet> WriteAsync()
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IJSRuntime, NoBrowser>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var light = await VariablesAsync(renderer, isDark: false);
        var dark = (await VariablesAsync(renderer, isDark: true)).Except(light, StringComparer.Ordinal).ToArray();

        var darkPictures = StatusSheet.Pictures(isDark: true);
        // Paper is light, whatever the screen is.
        return new ThemeSheet($$"""
            :root { color-scheme: light; {{string.Concat(light)}}{{StatusSheet.Pictures(isDark: false)}} }
            @media screen { :root[data-theme="dark"] { color-scheme: dark; {{string.Concat(dark)}}{{darkPictures}} } }
            @media screen and (prefers-color-scheme: dark) { :root[data-theme="system"] { color-scheme: dark; {{string.Concat(dark)}}{{darkPictures}} } }
            {{StatusSheet.Css}}
            {{AvatarSheet.Css}}
            {{RowSheet.Css}}
            """);
    }

    private static Task<string[]> VariablesAsync(HtmlRenderer renderer, bool isDark) => renderer.Dispatcher.InvokeAsync(async () =>
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(MudThemeProvider.Theme)] = AmiTheme.Theme,
            [nameof(MudThemeProvider.IsDarkMode)] = isDark,
            [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
        };
        var provider = await renderer.RenderComponentAsync<MudThemeProvider>(ParameterView.FromDictionary(parameters));
        var variables = Variables().Match(provider.ToHtmlString()).Groups["variables"].Value;
        var lines = variables.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 100
            ? lines
            : throw new InvalidOperationException($"MudThemeProvider wrote {lines.Length} variables of the theme where more than 100 were expected.");
    });

    [GeneratedRegex("<style class='mud-theme-provider'>\\s*:root\\s*\\{(?<variables>[^{}]*)\\}\\s*</style>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variables();

    /// <summary>MudThemeProvider calls the browser when it is disposed; here is none.</summary>
    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) => ValueTask.FromResult(default(T)!);

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => ValueTask.FromResult(default(T)!);
    }
}
