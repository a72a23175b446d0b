using AmiBlazor.Auth.ApiKeys;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>The list of all API keys, without the keys themselves.</summary>
public sealed partial class KeysPage
{
    private IReadOnlyList<ApiKeySummary> _keys = [];

    /// <summary>True after a key was revoked.</summary>
    [SupplyParameterFromQuery(Name = "revoked")]
    public bool Revoked { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private ApiKeyAdministration Administration { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    protected override async Task OnInitializedAsync() => _keys = await Administration.ListAsync(Http.RequestAborted);
}
