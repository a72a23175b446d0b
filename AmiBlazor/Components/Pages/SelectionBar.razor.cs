using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Components.Exports;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace AmiBlazor.Components.Pages;

/// <summary>How many extensions are selected, and what can be done with all of them.</summary>
public sealed partial class SelectionBar
{
    private (int Version, IList<GridRow>? Shown, string? Told) _drawn;
    private bool _isNews;
    private bool _mayDownload;
    private bool _mayEdit;
    private string? _told;
    private int _notShown;
    private bool _isAsking;

    /// <summary>What is selected.</summary>
    [Parameter, EditorRequired]
    public required GridSelection Selection { get; set; }

    /// <summary>The rows that it is selected from.</summary>
    [Parameter, EditorRequired]
    public required ExtensionGridView View { get; set; }

    /// <summary>Raised when the selection has changed here.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private AuditLog Audit { get; init; } = null!;

    [Inject]
    private IJSRuntime Browser { get; init; } = null!;

    [Inject]
    private IDialogService Dialogs { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    private bool IsArchive => View.Filter.Status == ExtensionStatus.Archived;

    private bool IsEmpty => Selection.Count == 0;

    private string Counted => _notShown == 0
        ? T.Format($"{Selection.Count:N0} selected")
        : T.Format($"{Selection.Count:N0} selected, {_notShown:N0} not shown");

    protected override async Task OnParametersSetAsync()
    {
        // What was done is said until something else is selected.
        if (Selection.Version != _drawn.Version) _told = null;
        if ((Selection.Version, View.Visible) != (_drawn.Version, _drawn.Shown)) _notShown = Selection.Of(View).NotShown;
        var drawn = (Selection.Version, View.Visible, _told);
        _isNews = drawn != _drawn;
        _drawn = drawn;

        // Only decides what is offered: each action authorizes again.
        var (mayDownload, mayEdit) = (await User.MaySeeAsync(Policies.Refresh), await User.MaySeeAsync(Policies.Edit));
        _isNews |= (mayDownload, mayEdit) != (_mayDownload, _mayEdit);
        (_mayDownload, _mayEdit) = (mayDownload, mayEdit);
    }

    // The page renders with every change of the board.
    protected override bool ShouldRender()
    {
        var isNews = _isNews;
        _isNews = false;
        return isNews;
    }

    private Task SelectAllAsync()
    {
        Selection.Add(View.Visible);
        return OnChanged.InvokeAsync();
    }

    private Task ClearAsync()
    {
        Selection.Clear();
        return OnChanged.InvokeAsync();
    }

    private Task EndAsync()
    {
        Selection.Switch();
        return OnChanged.InvokeAsync();
    }

    private async Task CopyAsync()
    {
        var rows = Selection.Of(View).Rows;
        var isCopied = await Browser.InvokeAsync<bool>("amiblazor.copy", string.Join('\n', rows.Select(row => row.Key.Exten)));
        Tell(isCopied ? Copied(rows.Count) : T["The browser does not allow this page to copy."]);
    }

    private async Task DownloadAsync()
    {
        var actor = Actor.Of(await User.GetAsync());
        if (!await User.MayAsync(Policies.Refresh))
        {
            Audit.RecordDenial(actor, AuditAction.Export, "extensions", "A selection on the page.");
            Tell(T["Your role does not allow you to download. Ask an administrator for the Supervisor role."]);
            return;
        }

        var rows = Selection.Of(View).Rows;
        using var stream = new MemoryStream();
        await using (var file = new CsvFile(stream, ExportRoutes.SeparatorFor(T.Culture) is null ? ',' : ';'))
        {
            await file.WriteAsync(CancellationToken.None, ExtensionLine.Titles);
            foreach (var row in rows) await file.WriteAsync(CancellationToken.None, ExtensionLine.Of(row, View.LastSeen(row)));
        }

        var now = TimeZoneInfo.ConvertTime(Time.GetUtcNow(), T.Zone ?? TimeZoneInfo.Utc);
        var name = string.Create(CultureInfo.InvariantCulture, $"extensions-{now:yyyy-MM-dd-HHmm}.csv");
        await Browser.InvokeVoidAsync("amiblazor.save", name, CsvFile.ContentType, stream.ToArray());
        Audit.Note(actor, AuditAction.Export, AuditOutcome.Done, "extensions", FormattableString.Invariant($"{rows.Count} lines. Selected on the page."));
        Tell(rows.Count == 1 ? T["1 extension downloaded."] : T.Format($"{rows.Count:N0} extensions downloaded."));
    }

    private async Task SetDepartmentAsync()
    {
        // Clicks that come before the dialog covers the button.
        if (_isAsking) return;
        _isAsking = true;
        try
        {
            await AskForDepartmentAsync();
        }
        finally
        {
            _isAsking = false;
        }
    }

    private async Task AskForDepartmentAsync()
    {
        var parameters = new DialogParameters<DepartmentDialog>
        {
            { dialog => dialog.Rows, Selection.Of(View).Rows },
            { dialog => dialog.Known, View.Departments() },
        };
        var dialog = await Dialogs.ShowAsync<DepartmentDialog>(T["Set department"], parameters);
        if (await dialog.Result is not { Canceled: false, Data: int changed }) return;
        Tell(changed switch
        {
            0 => T["Nothing to change: the selected extensions are already in this department."],
            1 => T["The department of 1 extension was changed."],
            _ => T.Format($"The department of {changed:N0} extensions was changed."),
        });
    }

    private string Copied(int count) => count == 1 ? T["1 number copied."] : T.Format($"{count:N0} numbers copied.");

    private void Tell(string text)
    {
        _told = text;
        _isNews = true;
    }
}
