using System.Globalization;
using AmiBlazor.Ami;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Pbxs;

/// <summary>Lists all PBXs with their values and where each comes from. A secret is never among them.</summary>
internal sealed class PbxOverviews(IOptions<AmiOptions> options, IConfiguration configuration, PagePbxs page, PbxFile file)
{
    /// <summary>Where the PBXs of the page are kept.</summary>
    public string File => file.Path;

    /// <summary>Whether that file is there and cannot be read.</summary>
    public bool IsUnreadable => file.IsUnreadable;

    /// <summary>Whether PBXs are connected in the page.</summary>
    public bool IsOn => options.Value.EditInPage is true;

    /// <summary>Whether the configuration says so itself, and is not left to the default.</summary>
    public bool IsSaid => configuration[$"{AmiOptions.Section}:{nameof(AmiOptions.EditInPage)}"] is not null;

    /// <summary>All PBXs: of the configuration, of the page, and the demo PBX.</summary>
    public IReadOnlyList<PbxOverview> All()
    {
        var sections = configuration.GetSection(AmiOptions.Section + ":Servers").GetChildren().ToList();
        var others = options.Value.Servers.Where(static server => !server.IsOfPage).ToList();
        var configured = others.Take(sections.Count).Select((server, index) => OfConfiguration(server, sections[index])).ToList();
        return
        [
            .. configured,
            .. page.Judge([.. configured.Select(static one => one.Name)]).Select(static one => OfPage(one.Pbx, one.State)),
            .. others.Skip(sections.Count).Select(static server =>
                new PbxOverview(server.Name, PbxSource.Demo, PagePbxState.Followed, [.. Values(server, static _ => (PbxOrigin.Program, null))])),
        ];
    }

    private static PbxOverview OfPage(StoredPbx pbx, PagePbxState state) => new(pbx.Name, PbxSource.Page, state,
    [
        .. Values(
            pbx.ToServer(pbx.ProtectedSecret),
            static setting => (setting is PbxSetting.Contexts or >= PbxSetting.Live and <= PbxSetting.Control ? PbxOrigin.Default : PbxOrigin.Page, null)),
    ]);

    private PbxOverview OfConfiguration(AmiServerOptions server, IConfigurationSection section) => new(
        server.Name, PbxSource.Configuration, PagePbxState.Followed, [.. Values(server, setting => Origin(section.Path, setting))]);

    private static IEnumerable<PbxValue> Values(AmiServerOptions server, Func<PbxSetting, (PbxOrigin Origin, string? Where)> origin)
    {
        foreach (var setting in Enum.GetValues<PbxSetting>())
        {
            var (from, where) = origin(setting);
            var value = Value(server, setting);
            if (value is not null || setting == PbxSetting.Secret) yield return new PbxValue(setting, value, from, where);
        }
    }

    private static string? Value(AmiServerOptions server, PbxSetting setting) => setting switch
    {
        PbxSetting.Host => server.Host,
        PbxSetting.Port => server.EffectivePort.ToString(CultureInfo.InvariantCulture),
        PbxSetting.Tls => Word(server.Tls),
        PbxSetting.TlsCertificateSha256 => server.TlsCertificateSha256 is { Length: > 0 } pin ? pin : null,
        PbxSetting.Username => server.Username,
        PbxSetting.Preset => server.Preset == AmiPreset.None ? "none" : "freepbx",
        PbxSetting.Contexts => server.Contexts.Count == 0 ? null : string.Join(", ", server.Contexts),
        PbxSetting.Names => server.Names == AmiNames.Off ? "off" : "auto",
        PbxSetting.Live => Word(server.Live),
        PbxSetting.Calls => Word(server.Calls),
        PbxSetting.Devices => Word(server.Devices),
        PbxSetting.Control => server.Control.IsOn ? server.Control.Username : null,
        _ => null,
    };

    private static string Word(bool value) => value ? "true" : "false";

    private (PbxOrigin Origin, string? Where) Origin(string section, PbxSetting setting)
    {
        // The secret may be in a file of its own, which is named but not shown.
        string[] keys = setting == PbxSetting.Secret ? ["Secret", "SecretFile"] : [setting.ToString()];
        foreach (var provider in Providers(configuration).Reverse())
        {
            foreach (var key in keys.Select(key => $"{section}:{key}"))
            {
                if (provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any()) return Origin(provider, key);
            }
        }

        return (PbxOrigin.Default, null);
    }

    private static (PbxOrigin Origin, string? Where) Origin(IConfigurationProvider provider, string key) => provider switch
    {
        EnvironmentVariablesConfigurationProvider => (PbxOrigin.Environment, key.Replace(":", "__", StringComparison.Ordinal)),
        CommandLineConfigurationProvider => (PbxOrigin.CommandLine, "--" + key),
        FileConfigurationProvider { Source.Path: { } path } => (PbxOrigin.File, Path.GetFileName(path)),
        _ => (PbxOrigin.Other, null),
    };

    // The host's own sources are one source of the application's.
    private static IEnumerable<IConfigurationProvider> Providers(IConfiguration configuration) => configuration is not IConfigurationRoot root
        ? []
        : root.Providers.SelectMany(static provider => provider is ChainedConfigurationProvider chained ? Providers(chained.Configuration) : [provider]);
}
