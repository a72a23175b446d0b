using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace AmiBlazor.Components.Drawer;

/// <summary>Lets a supervisor edit an extension's name and department. The input survives errors until it is saved or discarded.</summary>
public sealed partial class NameForm
{
    private const int MaxSeen = 300;

    private MudTextField<string> _first = null!;
    private (string? Name, string? Department) _before;
    private string? _name;
    private string? _department;
    private string? _error;
    private bool _isSaving;

    /// <summary>The extension's row on the board.</summary>
    [Parameter, EditorRequired]
    public required BoardRow Row { get; set; }

    /// <summary>Raised when editing ends; true if the change was saved.</summary>
    [Parameter]
    public EventCallback<bool> OnEnd { get; set; }

    [Inject]
    private ExtensionStore Store { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private AuditLog Audit { get; init; } = null!;

    [Inject]
    private ISnackbar Snackbars { get; init; } = null!;

    [Inject]
    private ILogger<NameForm> Logger { get; init; } = null!;

    // What is shown while the field is empty.
    private string? PbxName => Row.PbxName is { } name ? T.Format($"If empty, the PBX's name is shown: {DisplayText.Show(name, ExtensionNaming.MaxLength)}") : null;

    private bool HasMoved => (Row.Name, Row.Department) != _before;

    protected override void OnInitialized()
    {
        _before = (Row.Name, Row.Department);
        (_name, _department) = _before;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _first.FocusAsync();
    }

    private Task KeyDown(KeyboardEventArgs key) => key.Key is "Escape" && !_isSaving ? OnEnd.InvokeAsync(false) : Task.CompletedTask;

    private async Task SaveAsync()
    {
        if (_isSaving) return;
        _isSaving = true;
        try
        {
            _error = await SaveNowAsync();
        }
        catch (OperationCanceledException) when (IsGone)
        {
            return;
        }
        catch (Exception fault)
        {
            Log.NamingFaulted(Logger, Row.Key.Server, Row.Key.Context, Row.Key.Exten, fault);
            _error = T["Saving failed because of an internal error. See the server log for details."];
        }
        finally
        {
            _isSaving = false;
        }

        if (_error is not null) return;
        Snackbars.Add(T["Name and department saved."], Severity.Success);
        await OnEnd.InvokeAsync(true);
    }

    /// <summary>The sentence about what went wrong; null on success.</summary>
    private async Task<string?> SaveNowAsync()
    {
        // Only users who may edit see the button, but the right can be withdrawn while the form is open.
        var user = await User.GetAsync();
        if (!await User.MayAsync(Policies.Edit))
        {
            Audit.RecordDenial(Actor.Of(user), AuditAction.NameEdit, NameChange.About(Row), "By a form of the page.");
            return T["Your role does not allow you to change names. Ask an administrator for the Supervisor role."];
        }

        var longest = Math.Max(ExtensionNaming.Clean(_name)?.Length ?? 0, ExtensionNaming.Clean(_department)?.Length ?? 0);
        if (longest > ExtensionNaming.MaxLength)
            return T.Format($"The limit is {ExtensionNaming.MaxLength:N0} characters; you entered {longest:N0}.");
        var scope = await Scope.GetCurrentAsync(Gone);
        var department = ExtensionNaming.Clean(_department);
        if (scope.Includes(Row.Key.Server) && !scope.IncludesDepartment(department))
            return OutOfScope(scope, department);
        try
        {
            var before = Row;
            var row = await Store.RenameAsync(Row.Key, _name, _department, stored => scope.Includes(stored.Key.Server, stored.Department), Gone);
            if (row is null) return T["Nothing was saved: this extension is no longer in the database."];
            if (NameChange.Of(before, row) is { } change)
                Audit.Note(Actor.Of(user), AuditAction.NameEdit, AuditOutcome.Done, NameChange.About(row), change);
            Log.Named(Logger, user.Identity?.Name, Row.Key.Server, Row.Key.Context, Row.Key.Exten);
            return null;
        }
        catch (StoreException refused)
        {
            Audit.Note(Actor.Of(user), AuditAction.NameEdit, AuditOutcome.Failed, NameChange.About(Row), refused.Message);
            return T.Format(refused.Sentence);
        }
    }

    private string OutOfScope(ExtensionScope scope, string? department)
    {
        var seen = DisplayText.Show(string.Join(", ", scope.Departments!.Order(StringComparer.Ordinal)), MaxSeen);
        return department is null
            ? T.Format($"Your account is limited to certain departments, so you would no longer see an extension without one. Enter one of these: {seen}.")
            : T.Format($"Your account has no access to the department “{DisplayText.Show(department)}”, so you would no longer see this extension. Enter one of these: {seen}.");
    }

    private static partial class Log
    {
        [LoggerMessage(7101, LogLevel.Information, "{Person} changed the name of extension {Exten} in {Context} of PBX {Server}.", EventName = "ExtensionNamedByPerson")]
        public static partial void Named(ILogger logger, string? person, string server, string context, string exten);

        [LoggerMessage(7102, LogLevel.Error, "The page could not name extension {Exten} in {Context} of PBX {Server}.", EventName = "PageNamingFaulted")]
        public static partial void NamingFaulted(ILogger logger, string server, string context, string exten, Exception fault);
    }
}
