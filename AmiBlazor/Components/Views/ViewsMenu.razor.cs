using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Shared;
using AmiBlazor.Store;
using AmiBlazor.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace AmiBlazor.Components.Views;

/// <summary>The saved views of the Extensions page: a button, and the list that it opens, where they are opened, saved, changed and shared.</summary>
public sealed partial class ViewsMenu
{
    private ElementReference _opener;
    private MudButton? _first;
    private MudButton? _delete;
    private bool _isDrawn;
    private bool _isOpen;
    private bool _isSaving;
    private bool _isAsking;
    private bool _mayShare;
    private bool _mayAdminister;
    private int? _expanded;
    private string? _name;
    private string? _newName;
    private string? _error;
    private string? _told;
    private Func<ValueTask>? _focus;

    /// <summary>What the page shows now.</summary>
    [Parameter, EditorRequired]
    public required Func<(string Query, string Look)> Shown { get; set; }

    /// <summary>Raised with the number of the view that is to be opened; null for the plain grid.</summary>
    [Parameter]
    public EventCallback<int?> OnOpened { get; set; }

    [Inject]
    private CircuitViews Views { get; init; } = null!;

    [Inject]
    private ViewStore Store { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private IJSRuntime Browser { get; init; } = null!;

    [Inject]
    private ILogger<ViewsMenu> Logger { get; init; } = null!;

    private ViewContent Content
    {
        get
        {
            var (query, look) = Shown();
            return new ViewContent(query, look);
        }
    }

    // The page renders with every change of the board, and this needs nothing of it.
    public override Task SetParametersAsync(ParameterView parameters)
    {
        if (!_isDrawn) return base.SetParametersAsync(parameters);
        parameters.SetParameterProperties(this);
        return Task.CompletedTask;
    }

    protected override void Unsubscribe() => Views.Changed -= OnChanged;

    protected override async Task OnInitializedAsync()
    {
        _isDrawn = true;
        Views.Changed += OnChanged;
        await Views.LoadAsync(Gone);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } focus) return;
        _focus = null;
        await focus();
    }

    private bool MayChange(SavedView view) => !view.IsShared || _mayShare;

    // Only decides what is offered: each change authorizes again.
    private async Task ToggleAsync()
    {
        if (_isOpen)
        {
            Close();
            return;
        }

        (_mayShare, _mayAdminister) = (await User.MaySeeAsync(Policies.Edit), await User.MaySeeAsync(Policies.Administer));
        (_isOpen, _isAsking, _expanded, _newName, _error, _told) = (true, false, null, null, null, null);
    }

    // The button gets the keyboard once the popover is gone.
    private void Close()
    {
        _isOpen = false;
        _focus = () => _opener.FocusAsync();
    }

    private void KeyDown(KeyboardEventArgs key)
    {
        if (key.Key is "Escape") Close();
    }

    private Task OpenPlainAsync()
    {
        Close();
        return OnOpened.InvokeAsync(null);
    }

    private Task OpenAsync(SavedView view)
    {
        Close();
        return OnOpened.InvokeAsync(view.Id);
    }

    private void Expand(SavedView view)
    {
        (_isAsking, _error, _told) = (false, null, null);
        _expanded = _expanded == view.Id ? null : view.Id;
        _name = view.Name;
    }

    // The button that was selected goes with the keyboard on it.
    private void AskToDelete()
    {
        _isAsking = true;
        _focus = () => _delete?.FocusAsync() ?? ValueTask.CompletedTask;
    }

    private void DoNotDelete()
    {
        _isAsking = false;
        FocusFirst();
    }

    private void FocusFirst() => _focus = () => _first?.FocusAsync() ?? ValueTask.CompletedTask;

    private async Task SaveAsync()
    {
        var name = ExtensionNaming.Clean(_newName);
        if (await DoAsync(author => Store.SaveAsync(author, name, Content), T.Format($"Saved as “{DisplayText.Show(name)}”."))) _newName = null;
    }

    private Task<bool> UpdateAsync(SavedView view) => DoAsync(author => Store.UpdateAsync(author, view.Id, Content), T["The view now shows what the page shows."]);

    private Task<bool> RenameAsync(SavedView view) => DoAsync(author => Store.RenameAsync(author, view.Id, ExtensionNaming.Clean(_name)), T["Renamed."]);

    private Task<bool> SetDefaultAsync(SavedView view)
    {
        var isOff = Views.IsOwnDefault(view);
        return DoAsync(
            author => Store.SetDefaultAsync(author, isOff ? null : view.Id), isOff ? T["The page opens without this view."] : T["The page now opens with this view."]);
    }

    private Task<bool> SetRoleDefaultAsync(SavedView view, string role, bool isOn) => DoAsync(
        author => Store.SetRoleDefaultAsync(author, role, isOn ? view.Id : null),
        isOn ? T.Format($"Opens first for the role {RoleWords.Short(T, role)}.") : T.Format($"No longer opens first for the role {RoleWords.Short(T, role)}."));

    private async Task ShareAsync(SavedView view)
    {
        if (await DoAsync(author => Store.ShareAsync(author, view.Id), T.Format($"“{DisplayText.Show(view.Name)}” is shared with everybody."))) FocusFirst();
    }

    private async Task DeleteAsync(SavedView view)
    {
        if (!await DoAsync(author => Store.DeleteAsync(author, view.Id), T.Format($"“{DisplayText.Show(view.Name)}” is deleted."))) return;
        (_expanded, _isAsking) = (null, false);
        FocusFirst();
    }

    private async Task CopyLinkAsync(SavedView view)
    {
        var link = FormattableString.Invariant($"{Navigation.BaseUri}?view={view.Id}");
        var isCopied = await Browser.InvokeAsync<bool>("amiblazor.copy", link);
        _error = isCopied ? null : T["The browser does not allow this page to copy."];
        _told = isCopied ? T["Link copied."] : null;
    }

    /// <summary>Changes something, and says what came of it; true if it was done.</summary>
    private async Task<bool> DoAsync(Func<ViewAuthor, Task<FormattableString?>> change, string done)
    {
        if (_isSaving) return false;
        _isSaving = true;
        _told = null;
        try
        {
            _error = await Views.AuthorAsync() is not { } author ? T["This account no longer exists, or its session has ended. Sign in again."]
                : await change(author) is { } problem ? T.Format(problem)
                : null;
        }
        catch (Exception fault)
        {
            Log.ChangeFaulted(Logger, fault);
            _error = T["Saving failed because of an internal error. See the server log for details."];
        }
        finally
        {
            _isSaving = false;
        }

        if (_error is null) _told = done;
        return _error is null;
    }

    private void OnChanged(object? sender, EventArgs args) => _ = InvokeSafelyAsync(StateHasChanged);

    private static partial class Log
    {
        [LoggerMessage(7200, LogLevel.Error, "The page could not change a saved view.", EventName = "PageViewFaulted")]
        public static partial void ChangeFaulted(ILogger logger, Exception fault);
    }
}
