using AmiBlazor.Hosting;
using AmiBlazor.Pbxs;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pbxs;

/// <summary>Confirms that a PBX of the page is to be removed, on a page of its own, which needs no script.</summary>
public sealed partial class RemovePbxPage
{
    private FormattableString? _problem;
    private bool _isKnown;
    private bool _isDone;

    /// <summary>The PBX.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private PbxEditor Editor { get; init; } = null!;

    [Inject]
    private HostRestart Restart { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override void OnInitialized()
    {
        _isKnown = Editor.Find(Name) is not null;
        if (!_isKnown) Navigation.NotFound();
    }

    private async Task RemoveAsync()
    {
        if (!_isKnown) return;
        _problem = await Editor.RemoveAsync(Http.User, Name);
        if (_problem is not null) return;
        _isDone = true;

        // Not before the browser has the answer.
        Http.Response.OnCompleted(() =>
        {
            Restart.Request();
            return Task.CompletedTask;
        });
    }
}
