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
/// Puts several extensions into a department, all or none of them. Its result is how many were changed; the input survives errors.
/// </summary>
public sealed partial class DepartmentDialog
{
    private const int MaxSeen = 300;

    private string? _department;
    private string? _error;
    private bool _isSaving;

    /// <summary>The extensions, as they were when the dialog opened.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<BoardRow> Rows { get; set; }

    /// <summary>The departments that exist, to choose from.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Known { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private ExtensionStore Store { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private AuditLog Audit { get; init; } = null!;

    [Inject]
    private ILogger<DepartmentDialog> Logger { get; init; } = null!;

    private string Sentence => Rows.Count == 1 ? T["1 extension is selected."] : T.Format($"{Rows.Count:N0} extensions are selected.");

    private Task KeyDownAsync(KeyboardEventArgs key) => key.Key is "Enter" ? SaveAsync() : Task.CompletedTask;

    private async Task SaveAsync()
    {
        if (_isSaving) return;
        _isSaving = true;
        var changed = 0;
        try
        {
            (changed, _error) = await SaveNowAsync();
        }
        catch (OperationCanceledException) when (IsGone)
        {
            return;
        }
        catch (Exception fault)
        {
            Log.SettingFaulted(Logger, Rows.Count, fault);
            _error = T["Saving failed because of an internal error. See the server log for details."];
        }
        finally
        {
            _isSaving = false;
        }

        if (_error is null) Dialog.Close(DialogResult.Ok(changed));
    }

    /// <summary>How many were changed, and the sentence about what went wrong; null on success.</summary>
    private async Task<(int Changed, string? Error)> SaveNowAsync()
    {
        // Only users who may edit see the button, but the right can be withdrawn while the dialog is open.
        var (user, about) = (await User.GetAsync(), FormattableString.Invariant($"{Rows.Count} extensions"));
        if (!await User.MayAsync(Policies.Edit))
        {
            Audit.RecordDenial(Actor.Of(user), AuditAction.NameEdit, about, "By a dialog of the page.");
            return (0, T["Your role does not allow you to change names. Ask an administrator for the Supervisor role."]);
        }

        if (Rows.Count > ExtensionStore.MostAtOnce)
            return (0, T.Format($"The limit is {ExtensionStore.MostAtOnce:N0} extensions at once; you selected {Rows.Count:N0}."));
        var department = ExtensionNaming.Clean(_department);
        if (department?.Length > ExtensionNaming.MaxLength)
            return (0, T.Format($"The limit is {ExtensionNaming.MaxLength:N0} characters; you entered {department.Length:N0}."));
        var scope = await Scope.GetCurrentAsync(Gone);
        if (!scope.IncludesDepartment(department)) return (0, OutOfScope(scope, department));
        try
        {
            var changes = await Store.SetDepartmentAsync(
                [.. Rows.Select(row => row.Key)], department, stored => scope.Includes(stored.Key.Server, stored.Department), Gone);
            foreach (var (before, after) in changes)
                Audit.Note(Actor.Of(user), AuditAction.NameEdit, AuditOutcome.Done, PersonChange.About(after.Key), PersonChange.Of(before, after));
            Log.DepartmentSet(Logger, user.Identity?.Name, changes.Count);
            return (changes.Count, null);
        }
        catch (StoreException refused)
        {
            Audit.Note(Actor.Of(user), AuditAction.NameEdit, AuditOutcome.Failed, about, refused.Message);
            return (0, T.Format(refused.Sentence));
        }
    }

    private string OutOfScope(ExtensionScope scope, string? department)
    {
        var seen = DisplayText.Show(string.Join(", ", scope.Departments!.Order(StringComparer.Ordinal)), MaxSeen);
        return department is null
            ? T.Format($"Your account is limited to certain departments, so you would no longer see extensions without one. Enter one of these: {seen}.")
            : T.Format($"Your account has no access to the department “{DisplayText.Show(department)}”, so you would no longer see these extensions. Enter one of these: {seen}.");
    }

    private static partial class Log
    {
        [LoggerMessage(7110, LogLevel.Information, "{Person} set the department of {Count} extensions.", EventName = "DepartmentSetByPerson")]
        public static partial void DepartmentSet(ILogger logger, string? person, int count);

        [LoggerMessage(7111, LogLevel.Error, "The page could not set the department of {Count} extensions.", EventName = "PageDepartmentFaulted")]
        public static partial void SettingFaulted(ILogger logger, int count, Exception fault);
    }
}
