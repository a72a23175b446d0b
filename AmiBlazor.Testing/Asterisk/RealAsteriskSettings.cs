using System.Globalization;

namespace AmiBlazor.Testing.Asterisk;

/// <summary>The settings of a <see cref="RealAsterisk"/>.</summary>
internal sealed record RealAsteriskSettings
{
    public const string DefaultContext = "from-internal";

    /// <summary>The accounts; by default one with the minimum rights for the product.</summary>
    public IReadOnlyList<RealAsteriskAccount> Accounts { get; init; } = [new("amiblazor")];

    /// <summary>Hints as (context, exten, devices).</summary>
    public IReadOnlyList<(string Context, string Exten, string Hint)> Hints { get; init; } = Numbered(3);

    /// <summary>Phones and what they call; null for none. They make the start half a second longer.</summary>
    public RealAsteriskTelephony? Telephony { get; init; }

    /// <summary>Further lines of <c>[general]</c> in <c>manager.conf</c>, such as <c>timestampevents = yes</c>.</summary>
    public IReadOnlyList<string> ManagerLines { get; init; } = [];

    /// <summary>Modules beside those that hints, device states and <see cref="Endpoints"/> need.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Further files of the configuration.</summary>
    public IReadOnlyList<(string Name, string Content)> Files { get; init; } = [];

    /// <summary>PJSIP endpoints and their caller IDs, without any phone.</summary>
    public IReadOnlyList<(string Name, string CallerId)> Endpoints { get; init; } = [];

    /// <summary>Listen with TLS too, with a certificate made for this instance.</summary>
    public bool Tls { get; init; }

    /// <summary>Hints 1000, 1001, … of devices Custom:1000, Custom:1001, …</summary>
    public static IReadOnlyList<(string Context, string Exten, string Hint)> Numbered(int count, string context = DefaultContext) =>
    [
        .. Enumerable.Range(1000, count).Select(number => number.ToString(CultureInfo.InvariantCulture))
            .Select(number => (context, number, "Custom:" + number)),
    ];
}
