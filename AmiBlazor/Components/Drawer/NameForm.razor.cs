using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.People;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// Lets a supervisor edit what people say about an extension: name, department, e-mail address and note. The input survives errors
/// until it is saved or discarded.
/// </summary>
public sealed partial class NameForm
{
    private MudTextField<string> _first = null!;
    private PersonDetails _before;
    private string? _name;
    private string? _department;
    private string? _email;
    private string? _note;
    private string? _error;
    private bool _isSaving;

    /// <summary>The extension's row on the board.</summary>
    [Parameter, EditorRequired]
    public required BoardRow Row { get; set; }

    /// <summary>Raised when editing ends; true if the change was saved.</summary>
    [Parameter]
    public EventCallback<bool> OnEnd { get; set; }

    [Inject]
    private PersonEditor Editor { get; init; } = null!;

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

    // What others have entered since the form was opened; null if nobody has.
    private IReadOnlyList<string>? Moved => PersonDetails.Of(Row) == _before
        ? null
        : [.. ((string?[])[Row.Name, Row.Department, Row.Email, Row.Note]).OfType<string>().Select(value => DisplayText.Show(value.Replace('\n', ' '), ExtensionNaming.MaxLength))];

    protected override void OnInitialized()
    {
        _before = PersonDetails.Of(Row);
        (_name, _department, _note, _email) = _before;
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
        Snackbars.Add(T["Contact details saved."], Severity.Success);
        await OnEnd.InvokeAsync(true);
    }

    /// <summary>The sentence about what went wrong; null on success.</summary>
    private async Task<string?> SaveNowAsync()
    {
        // Only users who may edit see the button, but the right can be withdrawn while the form is open.
        var user = await User.GetAsync();
        if (!await User.MayAsync(Policies.Edit))
        {
            Audit.RecordDenial(Actor.Of(user), AuditAction.NameEdit, PersonChange.About(Row.Key), "By a form of the page.");
            return T["Your role does not allow you to change names. Ask an administrator for the Supervisor role."];
        }

        try
        {
            var scope = await Scope.GetCurrentAsync(Gone);
            var result = await Editor.EditAsync(Actor.Of(user), scope, Row.Key, _ => new PersonDetails(_name, _department, _note, _email), Gone);
            if (result.Row is null) return T["Nothing was saved: this extension is no longer in the database."];
            if (result.Problem is { } problem) return T.Format(problem);
            Log.Named(Logger, user.Identity?.Name, Row.Key.Server, Row.Key.Context, Row.Key.Exten);
            return null;
        }
        catch (StoreException refused)
        {
            return T.Format(refused.Sentence);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(7101, LogLevel.Information, "{Person} changed the name of extension {Exten} in {Context} of PBX {Server}.", EventName = "ExtensionNamedByPerson")]
        public static partial void Named(ILogger logger, string? person, string server, string context, string exten);

        [LoggerMessage(7102, LogLevel.Error, "The page could not name extension {Exten} in {Context} of PBX {Server}.", EventName = "PageNamingFaulted")]
        public static partial void NamingFaulted(ILogger logger, string server, string context, string exten, Exception fault);
    }
}
