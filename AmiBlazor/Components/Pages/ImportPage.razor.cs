using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.People;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace AmiBlazor.Components.Pages;

/// <summary>Imports what people say about extensions from a CSV file: first a preview of every line, then all of it or nothing.</summary>
public sealed partial class ImportPage
{
    private const int PageSize = 50;
    private const int MaxColumns = 300;
    private const long MaxMegabytes = ImportText.MaxBytes / (1024 * 1024);

    private ImportPlan? _plan;
    private IReadOnlyList<ImportLine> _shownLines = [];
    private ImportResult? _shown;
    private int _page = 1;
    private int _fileNumber;
    private string _fileName = "";
    private string? _problem;
    private string? _notice;
    private string? _done;
    private bool _isBusy;

    [Inject]
    private PeopleImporter Importer { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private AuditLog Audit { get; init; } = null!;

    [Inject]
    private ILogger<ImportPage> Logger { get; init; } = null!;

    private string Template => "." + ExportRoutes.Extensions + (ExportRoutes.SeparatorFor(T.Culture) is { } separator ? $"?separator={separator}" : "");

    private int Pages => (_shownLines.Count + PageSize - 1) / PageSize;

    private Task ReadAsync(InputFileChangeEventArgs chosen) => WorkAsync(async scope =>
    {
        // A new element: the browser says nothing when the same file is chosen again.
        _fileNumber++;
        (_plan, _done, _notice) = (null, null, null);
        if (chosen.File.Size > ImportText.MaxBytes)
        {
            _problem = T.Format($"The file has more than {MaxMegabytes:N0} MB. Split it into several files.");
            return;
        }

        await using var content = chosen.File.OpenReadStream(ImportText.MaxBytes, Gone);
        var plan = await Importer.ReadAsync(content, scope, Gone);
        _fileName = chosen.File.Name;
        Take(plan);
        if (plan.Lines.Count == 0) _notice = T["The file has no lines but the first one."];
    });

    private Task ApplyAsync() => WorkAsync(async scope =>
    {
        if (_plan is not { IsBlocked: false } plan) return;
        (_done, _notice) = (null, null);
        var user = await User.GetAsync();
        var changed = await Importer.TryApplyAsync(Actor.Of(user), scope, plan, _fileName, Gone);
        if (changed is not { } count)
        {
            Take(Importer.Renew(plan, scope));
            _notice = T["Extensions have changed since the preview was made, so nothing was imported. This is what the file would do now."];
            return;
        }

        Log.Imported(Logger, user.Identity?.Name, count);
        Discard();
        _done = count == 1 ? T["1 extension was changed."] : T.Format($"{count:N0} extensions were changed.");
    });

    /// <summary>Does what needs the right to edit, and says what went wrong.</summary>
    private async Task WorkAsync(Func<ExtensionScope, Task> work)
    {
        if (_isBusy) return;
        (_isBusy, _problem) = (true, null);
        try
        {
            // Who may not edit does not see the page, but the right can be withdrawn while it is open.
            if (!await User.MayAsync(Policies.Edit))
            {
                Audit.RecordDenial(Actor.Of(await User.GetAsync()), AuditAction.Import, about: null, "By a form of the page.");
                _problem = T["Your role does not allow you to change names. Ask an administrator for the Supervisor role."];
                return;
            }

            await work(await Scope.GetCurrentAsync(Gone));
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // Nobody is there to be told.
        }
        catch (ImportException refused)
        {
            _problem = T.Format(refused.Sentence);
        }
        catch (StoreException refused)
        {
            _problem = T.Format(refused.Sentence);
        }
        catch (IOException interrupted)
        {
            Log.NotRead(Logger, interrupted);
            _problem = T["The file could not be read to its end. Choose it again."];
        }
        catch (Exception fault)
        {
            Log.Faulted(Logger, fault);
            _problem = T["Importing failed because of an internal error. See the server log for details."];
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Take(ImportPlan plan)
    {
        _plan = plan;
        Show(plan.IsBlocked && plan.Count(ImportResult.Wrong) > 0 ? ImportResult.Wrong : plan.IsBlocked ? ImportResult.Duplicate : null);
    }

    private void Show(ImportResult? result)
    {
        _shown = result;
        _shownLines = _plan is null ? [] : result is null ? _plan.Lines : [.. _plan.Lines.Where(line => line.Result == result)];
        _page = 1;
    }

    private void Turn(int page) => _page = page;

    private void Discard()
    {
        _plan = null;
        Show(null);
    }

    private string IsShown(ImportResult? result) => _shown == result ? "true" : "false";

    private Variant VariantOf(ImportResult? result) => _shown == result ? Variant.Filled : Variant.Outlined;

    private static Color ColorOf(ImportResult result) => result switch
    {
        ImportResult.New or ImportResult.Changed => Color.Primary,
        ImportResult.Duplicate or ImportResult.Wrong => Color.Error,
        _ => Color.Default,
    };

    private static string TextOf(ImportResult result) => result switch
    {
        ImportResult.New or ImportResult.Changed => "mud-primary-text",
        ImportResult.Duplicate or ImportResult.Wrong => "mud-error-text",
        _ => "mud-text-secondary",
    };

    private string NameOf(ImportResult result) => result switch
    {
        ImportResult.New => T["New"],
        ImportResult.Changed => T["Changed"],
        ImportResult.Same => T["Unchanged"],
        ImportResult.Unknown => T["Unknown extension"],
        ImportResult.Duplicate => T["Duplicate"],
        _ => T["Wrong"],
    };

    private IEnumerable<(string Field, string? Before, string? After)> Changes(ImportLine line)
    {
        if (line.Result is not (ImportResult.New or ImportResult.Changed)) return [];
        var (before, after) = (PersonDetails.Of(line.Row!), line.After);
        (string Field, string? Before, string? After)[] fields =
        [
            (T["Name"], before.Name, after.Name),
            (T["Department"], before.Department, after.Department),
            (T["E-mail"], before.Email, after.Email),
            (T["Note"], before.Note, after.Note),
        ];
        return fields.Where(field => !string.Equals(field.Before, field.After, StringComparison.Ordinal));
    }

    private static partial class Log
    {
        [LoggerMessage(7180, LogLevel.Information, "{Person} imported what people say about {Count} extensions.", EventName = "PeopleImportedByPerson")]
        public static partial void Imported(ILogger logger, string? person, int count);

        [LoggerMessage(7181, LogLevel.Information, "A file could not be read to its end from the browser.", EventName = "ImportNotRead")]
        public static partial void NotRead(ILogger logger, Exception cause);

        [LoggerMessage(7182, LogLevel.Error, "The page could not import a file.", EventName = "ImportFaulted")]
        public static partial void Faulted(ILogger logger, Exception fault);
    }
}
