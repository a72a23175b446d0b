using System.Diagnostics.CodeAnalysis;
using AmiBlazor.Hosting;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Hosting;

/// <summary>What a PBX, a phone or a stranger wrote does not act on whoever reads the log.</summary>
public sealed class LogTextTests
{
    [Theory]
    [InlineData("Büro „Süd“ 電話 😀", "Büro „Süd“ 電話 😀")]
    [InlineData("esc\u001b[31m", @"esc\u001B[31m")]
    [InlineData("\u202eevil\u200f\u2066", @"\u202Eevil\u200F\u2066")]
    [InlineData("a\r\nfail: forged", @"a\u000D\u000Afail: forged")]
    [InlineData("\u009b2J\0\u2028", @"\u009B2J\u0000\u2028")]
    public void Only_what_is_not_to_be_seen_is_escaped(string text, string clean) => Assert.Equal(clean, LogText.Clean(text, keepsLines: false));

    [Fact]
    public void Half_of_a_pair_of_surrogates_is_escaped() => Assert.Equal(@"half \uD83D end", LogText.Clean("half " + '\ud83d' + " end", keepsLines: false));

    [Fact]
    public void A_stack_trace_keeps_its_lines() => Assert.Equal("a\r\n\tat b\\u001B", LogText.Clean("a\r\n\tat b\u001b", keepsLines: true));

    [Fact]
    [SuppressMessage("Performance", "CA1848:Use the LoggerMessage delegates", Justification = "The framework's own way to the log must be clean, too.")]
    public async Task Every_message_and_exception_is_clean_whoever_writes_it()
    {
        const string Hostile = "esc\u001b[31m\u202e";
        await using var app = await AmiBlazorApp.StartAsync();
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();

        loggers.CreateLogger("AmiBlazor.Components.Drawer.NameForm").LogError(new InvalidOperationException(Hostile), "{Who} named {Exten}.", "ada", Hostile + "\nforged");
        app.Services.GetRequiredService<ILogger<LogTextTests>>().LogWarning("{Words}", Hostile);
        loggers.CreateLogger("Microsoft.Elsewhere").LogWarning("{Words}\nSELECT", Hostile);

        var lines = app.Logs.Where(line => line.Message.Contains("esc", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [@"ada named esc\u001B[31m\u202E\u000Aforged.", @"esc\u001B[31m\u202E", "esc\\u001B[31m\\u202E\nSELECT"],
            lines.Select(line => line.Message));
        Assert.DoesNotContain('\u001b', lines[0].Exception!.ToString());
        Assert.Contains(@"InvalidOperationException: esc\u001B[31m", lines[0].Exception!.ToString(), StringComparison.Ordinal);
    }
}
