using AmiBlazor.Auth.ApiKeys;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>All keys for scripts; never a key itself.</summary>
public sealed partial class KeysPage
{
    private IReadOnlyList<ApiKeySummary> _keys = [];

    /// <summary>After a key was revoked.</summary>
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
