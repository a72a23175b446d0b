using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.People;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// Archives extensions that their PBX no longer lists, or brings them back, all or none of them. It needs no confirmation: the same button undoes it.
/// </summary>
public sealed partial class ArchiveButton
{
    private bool _isSaving;

    /// <summary>The extensions, when the button is selected. Those that their PBX lists are left out.</summary>
    [Parameter, EditorRequired]
    public required Func<IReadOnlyList<BoardRow>> Rows { get; set; }

    /// <summary>True to bring archived extensions back.</summary>
    [Parameter]
    public bool IsBack { get; set; }

    /// <summary>True while there is nothing to do it with.</summary>
    [Parameter]
    public bool IsDisabled { get; set; }

    /// <summary>True if the icon alone is shown where there is little room.</summary>
    [Parameter]
    public bool IsShort { get; set; }

    /// <summary>The button's colour.</summary>
    [Parameter]
    public Color Color { get; set; } = Color.Primary;

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
    private ILogger<ArchiveButton> Logger { get; init; } = null!;

    private string Label => IsBack ? T["Bring back"] : T["Archive"];

    private async Task SaveAsync()
    {
        if (_isSaving) return;
        _isSaving = true;
        try
        {
            var (severity, sentence) = await SaveNowAsync();
            Snackbars.Add(sentence, severity);
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The page was closed.
        }
        catch (Exception fault)
        {
            Log.ArchivingFaulted(Logger, fault);
            Snackbars.Add(T["Saving failed because of an internal error. See the server log for details."], Severity.Error);
        }
        finally
        {
            _isSaving = false;
        }
    }

    /// <summary>What is to be said about it.</summary>
    private async Task<(Severity Severity, string Sentence)> SaveNowAsync()
    {
        // Only users who may edit see the button, but the right can be withdrawn meanwhile.
        var (user, rows) = (await User.GetAsync(), Rows().Where(row => !row.Present).ToList());
        var about = rows is [var only] ? PersonChange.About(only.Key) : FormattableString.Invariant($"{rows.Count} extensions");
        if (!await User.MayAsync(Policies.Edit))
        {
            Audit.RecordDenial(Actor.Of(user), AuditAction.Archive, about, "By a button of the page.");
            return (Severity.Error, T["Your role does not allow you to archive extensions. Ask an administrator for the Supervisor role."]);
        }

        if (rows.Count > ExtensionStore.MostAtOnce)
            return (Severity.Error, T.Format($"The limit is {ExtensionStore.MostAtOnce:N0} extensions at once; you selected {rows.Count:N0}."));
        var scope = await Scope.GetCurrentAsync(Gone);
        try
        {
            var changed = await Store.ArchiveAsync(
                [.. rows.Select(row => row.Key)], isArchived: !IsBack, stored => scope.Includes(stored.Key.Server, stored.Department), Gone);
            foreach (var row in changed)
                Audit.Note(Actor.Of(user), AuditAction.Archive, AuditOutcome.Done, PersonChange.About(row.Key), IsBack ? "Brought back." : "Archived.");
            Log.Archived(Logger, user.Identity?.Name, changed.Count, !IsBack);
            return (changed.Count == 0 ? Severity.Info : Severity.Success, Done(changed.Count));
        }
        catch (StoreException refused)
        {
            Audit.Note(Actor.Of(user), AuditAction.Archive, AuditOutcome.Failed, about, refused.Message);
            return (Severity.Error, T.Format(refused.Sentence));
        }
    }

    private string Done(int count) => (IsBack, count) switch
    {
        (false, 0) => T["Nothing to archive: the PBX lists these extensions, or they are archived already."],
        (false, 1) => T["1 extension archived. Its history stays; it is back by itself when the PBX lists it again."],
        (false, _) => T.Format($"{count:N0} extensions archived. Their history stays; each is back by itself when its PBX lists it again."),
        (true, 0) => T["Nothing to bring back: these extensions are not archived."],
        (true, 1) => T["1 extension is back on the board."],
        (true, _) => T.Format($"{count:N0} extensions are back on the board."),
    };

    private static partial class Log
    {
        [LoggerMessage(7120, LogLevel.Information, "{Person} archived {Count} extension(s), or brought them back ({IsArchived}).", EventName = "ExtensionsArchivedByPerson")]
        public static partial void Archived(ILogger logger, string? person, int count, bool isArchived);

        [LoggerMessage(7121, LogLevel.Error, "The page could not archive extensions, or bring them back.", EventName = "PageArchivingFaulted")]
        public static partial void ArchivingFaulted(ILogger logger, Exception fault);
    }
}
