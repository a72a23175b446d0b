using System.CommandLine;
using System.Globalization;
using AmiBlazor.Ami;

namespace AmiBlazor.Cli;

/// <summary>Turns the PBX described on the command line into configuration, so that it is read and validated like a configured one.</summary>
internal static class QueryHost
{
    private const string Section = $"{AmiOptions.Section}:Servers:0:";

    /// <summary>The maximum length of the name used for it in messages.</summary>
    private const int LongestName = 40;

    /// <summary>A name that is a prefix of another must come after it.</summary>
    private static readonly (string Property, string Option)[] Options =
    [
        (nameof(AmiServerOptions.Name), "--host"),
        (nameof(AmiServerOptions.Host), "--host"),
        (nameof(AmiServerOptions.Port), "--port"),
        (nameof(AmiServerOptions.Username), "--username"),
        (nameof(AmiServerOptions.SecretFile), "--secret-file"),
        (nameof(AmiServerOptions.TlsCertificateSha256), "--tls-sha256"),
        (nameof(AmiServerOptions.Tls), "--tls"),
    ];

    public static IConfiguration Configuration(QueryOptions options, ParseResult parsed)
    {
        var host = parsed.GetValue(options.Host)!;
        return new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [Section + nameof(AmiServerOptions.Name)] = host.Length <= LongestName ? host : host[..LongestName],
            [Section + nameof(AmiServerOptions.Host)] = host,
            [Section + nameof(AmiServerOptions.Port)] = parsed.GetValue(options.Port)?.ToString(CultureInfo.InvariantCulture),
            [Section + nameof(AmiServerOptions.Username)] = parsed.GetValue(options.Username),
            [Section + nameof(AmiServerOptions.SecretFile)] = Path.GetFullPath(parsed.GetValue(options.SecretFile)!),
            [Section + nameof(AmiServerOptions.Tls)] = parsed.GetValue(options.Tls).ToString(),
            [Section + nameof(AmiServerOptions.TlsCertificateSha256)] = parsed.GetValue(options.TlsSha256),
        }).Build();
    }

    /// <summary>Replaces configuration keys in a message by the options they came from.</summary>
    public static string InOptions(string sentence) =>
        Options.Aggregate(sentence, static (text, pair) => text.Replace(Section + pair.Property, pair.Option, StringComparison.Ordinal));
}
