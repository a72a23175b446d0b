using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Shared;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pbxs;

/// <summary>Tells an administrator, who can change the configuration, of a preset that suits the PBX's list.</summary>
public sealed partial class PresetNote
{
    private PresetOffer? _offer;
    private (string Server, DateTimeOffset? ListAt)? _read;

    /// <summary>The PBX.</summary>
    [Parameter, EditorRequired]
    public required string Server { get; set; }

    /// <summary>When its last list was requested: only a new one is looked at.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset? ListAt { get; set; }

    [Inject]
    private ListPresets Presets { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Server, ListAt)) return;
        _read = (Server, ListAt);
        _offer = await User.MaySeeAsync(Policies.Administer) ? Presets.For(Server) : null;
    }
}
