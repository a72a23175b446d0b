using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Audit;

/// <summary>The audit log, newest first, filtered by the address.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 100;

    private AuditAddress _address = new();
    private AuditFilter _filter = AuditFilter.None;
    private IReadOnlyList<string> _hints = [];
    private AuditLogPage _page = new([], HasNewer: false, HasOlder: false);
    private long _entries;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private AuditQueries Queries { get; init; } = null!;

    [Inject]
    private AuditLog Log { get; init; } = null!;

    [Inject]
    private AccountCache Accounts { get; init; } = null!;

    private bool IsLarge => _entries >= AuditSizeWatch.Large;

    private AuditAddress Newer => _address with { Before = null, After = Number(_page.Entries.Count > 0 ? _page.Entries[0].Id : 0) };

    private AuditAddress Older => _address with { Before = Number(_page.Entries[^1].Id), After = null };

    private string File => "." + ExportRoutes.Audit
        + (_address with { Before = null, After = null }).Query(ExportRoutes.SeparatorFor(T.Culture) is { } separator ? "separator=" + separator : null);

    protected override async Task OnInitializedAsync()
    {
        _address = AuditAddress.Of(name => Http.Request.Query[name]);
        (_filter, _hints) = _address.Read(T);
        await Log.FlushAsync(Http.RequestAborted);
        _entries = await Queries.CountAsync(Http.RequestAborted);
        _page = await Queries.PageAsync(_filter, AuditAddress.Number(_address.Before), AuditAddress.Number(_address.After), PageSize, Http.RequestAborted);
    }

    /// <summary>The same days with another filter.</summary>
    private AuditAddress Only(AuditAddress filter) => filter with { From = _address.From, To = _address.To };

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static bool Is(string word, string? chosen) => string.Equals(word, chosen, StringComparison.Ordinal);
}
