using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.People;
using AmiBlazor.Store;

namespace AmiBlazor.Components.Shared;

/// <summary>Saves what the user of this page says about an extension, wherever on the page they do. Scoped: one for each circuit.</summary>
internal sealed partial class PersonSaving(
    PersonEditor editor, CircuitScope scopes, CurrentUser user, AuditLog audit, Localizer texts, ILogger<PersonSaving> logger)
{
    /// <summary>Checks the right again and saves.</summary>
    /// <param name="key">The extension.</param>
    /// <param name="edit">Makes the new details of those that there are at the time of writing.</param>
    /// <param name="where">Where it was done, for the audit log.</param>
    /// <param name="cancellationToken">Ends the wait; has no effect once the transaction has begun.</param>
    /// <returns>The sentence about what went wrong, and the field that it is about; null for both if it is saved.</returns>
    public async Task<(PersonField? Field, string? Problem)> SaveAsync(
        ExtensionKey key, Func<PersonDetails, PersonDetails> edit, string where, CancellationToken cancellationToken)
    {
        try
        {
            return await SaveNowAsync(key, edit, where, cancellationToken);
        }
        catch (StoreException refused)
        {
            return (null, texts.Format(refused.Sentence));
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NamingFaulted(logger, key.Server, key.Context, key.Exten, fault);
            return (null, texts["Saving failed because of an internal error. See the server log for details."]);
        }
    }

    private async Task<(PersonField? Field, string? Problem)> SaveNowAsync(
        ExtensionKey key, Func<PersonDetails, PersonDetails> edit, string where, CancellationToken cancellationToken)
    {
        // Only users who may edit see the fields, but the right can be withdrawn while they are open.
        var principal = await user.GetAsync();
        if (!await user.MayAsync(Policies.Edit))
        {
            audit.RecordDenial(Actor.Of(principal), AuditAction.NameEdit, PersonChange.About(key), where);
            return (null, texts["Your role does not allow you to change names. Ask an administrator for the Supervisor role."]);
        }

        var scope = await scopes.GetCurrentAsync(cancellationToken);
        var result = await editor.EditAsync(Actor.Of(principal), scope, key, edit, cancellationToken);
        if (result.Row is null) return (null, texts["Nothing was saved: this extension is no longer in the database."]);
        if (result.Problem is { } problem) return (result.Field, texts.Format(problem));
        Log.Named(logger, principal.Identity?.Name, key.Server, key.Context, key.Exten);
        return (null, null);
    }

    private static partial class Log
    {
        [LoggerMessage(7101, LogLevel.Information, "{Person} changed the name of extension {Exten} in {Context} of PBX {Server}.", EventName = "ExtensionNamedByPerson")]
        public static partial void Named(ILogger logger, string? person, string server, string context, string exten);

        [LoggerMessage(7102, LogLevel.Error, "The page could not name extension {Exten} in {Context} of PBX {Server}.", EventName = "PageNamingFaulted")]
        public static partial void NamingFaulted(ILogger logger, string server, string context, string exten, Exception fault);
    }
}
