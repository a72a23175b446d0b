using AmiBlazor.Components.Shared;
using AmiBlazor.Pbxs;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pbxs;

/// <summary>All PBXs with their values and where each comes from; no secret is shown.</summary>
public sealed partial class PbxsPage
{
    private IReadOnlyList<PbxOverview> _pbxs = [];

    [Inject]
    private PbxOverviews Overviews { get; init; } = null!;

    private string ReadOnly => Overviews.IsSaid
        ? T["PBXs cannot be connected here, because Ami:EditInPage is false."]
        : T["PBXs cannot be connected here, because they are in the configuration, or the database is PostgreSQL. With Ami:EditInPage=true they can be in both."];

    protected override void OnInitialized() => _pbxs = Overviews.All();

    private string Source(PbxOverview pbx) => pbx.Source switch
    {
        PbxSource.Page => T["Connected in the page"],
        PbxSource.Demo => T["The demo PBX, which AmiBlazor simulates. It goes away as soon as another PBX is connected, unless Demo:Enabled is true."],
        _ => T["Connected in the configuration"],
    };

    private string? Trouble(PbxOverview pbx) => pbx.State switch
    {
        PagePbxState.Hidden => T["It is not followed: the configuration has a PBX of the same name, which comes first. Remove one of the two."],
        PagePbxState.SecretLost => T["It is not followed: its secret cannot be read, because the keys that encrypted it are gone. Change it and enter the secret again."],
        PagePbxState.Invalid => T["It is not followed: its values in the file are not valid. Change it and save it again."],
        _ => null,
    };

    private string Name(PbxSetting setting) => setting switch
    {
        PbxSetting.Host => T["Host"],
        PbxSetting.Port => T["Port"],
        PbxSetting.Tls => "TLS",
        PbxSetting.TlsCertificateSha256 => T["Trusted certificate (SHA-256)"],
        PbxSetting.Username => T["Manager account"],
        PbxSetting.Secret => T["Secret"],
        PbxSetting.Preset => T["Preset"],
        PbxSetting.Contexts => T["Contexts"],
        PbxSetting.Names => T["Names from the PBX"],
        PbxSetting.Live => T["Live"],
        PbxSetting.Calls => T["Calls"],
        PbxSetting.Devices => T["Phones"],
        _ => T["Call control"],
    };

    private string Shown(PbxValue value) => value switch
    {
        { Setting: PbxSetting.Secret, Origin: PbxOrigin.Default } => T["not set"],
        { Setting: PbxSetting.Secret } => T["set, not shown"],
        { Value: "true" } => T["Yes"],
        { Value: "false" } => T["No"],
        _ => DisplayText.Show(value.Value),
    };

    private string Origin(PbxValue value) => value.Origin switch
    {
        PbxOrigin.Page => T["from the page"],
        PbxOrigin.File => T.Format($"from the file {value.Where}"),
        PbxOrigin.Environment => T.Format($"from the environment: {value.Where}"),
        PbxOrigin.CommandLine => T.Format($"from the command line: {value.Where}"),
        PbxOrigin.Program => "",
        PbxOrigin.Default => T["default"],
        _ => T["from the configuration"],
    };
}
