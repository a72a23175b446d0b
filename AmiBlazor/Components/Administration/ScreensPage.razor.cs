using AmiBlazor.Auth.Screens;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>The list of all wall screens, and when each last drew.</summary>
public sealed partial class ScreensPage
{
    private IReadOnlyList<ScreenSummary> _screens = [];

    /// <summary>What was just done: <c>paired</c> or <c>revoked</c>; null for nothing.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private ScreenAdministration Administration { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    protected override async Task OnInitializedAsync() => _screens = await Administration.ListAsync(Http.RequestAborted);
}
