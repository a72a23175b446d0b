using AmiBlazor.Auth.Authorization;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pages;

/// <summary>The calls that have ended, newest first, filtered by the address.</summary>
public sealed partial class PastCallsPage
{
    private const int PageSize = 100;

    private PastCallsAddress _address = new();
    private CallFilter _filter = new();
    private IReadOnlyList<string> _hints = [];
    private IReadOnlyList<PastCall> _calls = [];
    private bool _hasOlder;
    private bool _mayExport;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private CallQueries Queries { get; init; } = null!;

    [Inject]
    private CircuitCalls Calls { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    private bool HasPbx => Scope.ConfiguredServers.Count > 1;

    private PastCallsAddress Older => _address with { Before = CallCursor.Write(_calls[^1]) };

    private string File => "." + ExportRoutes.Calls
        + (_address with { Before = null }).Query(ExportRoutes.SeparatorFor(T.Culture) is { } separator ? "separator=" + separator : null);

    protected override async Task OnInitializedAsync()
    {
        _address = PastCallsAddress.Of(name => Http.Request.Query[name]);
        (_filter, _hints) = _address.Read(T, Calls.Privacy);
        _mayExport = await User.MaySeeAsync(Policies.Refresh);
        if (!CallCursor.TryRead(_address.Before, out var before)) _address = _address with { Before = null };
        var found = await Queries.PageAsync(Scope.Current, _filter, before, PageSize + 1, Http.RequestAborted);
        _hasOlder = found.Count > PageSize;
        _calls = [.. found.Take(PageSize).Select(Calls.Shown)];
    }

    private static bool Is(string word, string? chosen) => string.Equals(word, chosen, StringComparison.Ordinal);
}
