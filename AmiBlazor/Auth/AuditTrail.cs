using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth;

/// <summary>Writes down who did what. There is no way to change or remove what it wrote.</summary>
internal sealed partial class AuditTrail(IDbContextFactory<AmiBlazorDbContext> contexts, TimeProvider time, ILogger<AuditTrail> logger)
{
    private const int LongestText = 400;

    /// <summary>
    /// Writes at once. What the database does not take goes to the log as an error, whole: what was done is done, and must not be undone by that.
    /// </summary>
    public async Task WriteAsync(Actor actor, AuditAction action, AuditOutcome outcome, string? about = null, string? detail = null)
    {
        var entry = Entry(actor, action, outcome, about, detail);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
            context.AuditEntries.Add(entry);
            await context.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            Log.NotWritten(logger, entry.At, entry.Who, entry.Kind, entry.Address, entry.Action, entry.About, entry.Outcome, entry.Detail, failure);
        }
    }

    /// <summary>Adds an entry to what somebody saves, so that both come to be or neither.</summary>
    public void Add(AmiBlazorDbContext context, Actor actor, AuditAction action, string? about = null, string? detail = null) =>
        context.AuditEntries.Add(Entry(actor, action, AuditOutcome.Done, about, detail));

    private AuditEntry Entry(Actor actor, AuditAction action, AuditOutcome outcome, string? about, string? detail) => new()
    {
        At = time.GetUtcNow(),
        Who = Bounded(actor.Name)!,
        Kind = actor.Kind,
        Address = actor.Address,
        Action = action.Word(),
        About = Bounded(about),
        Outcome = outcome.Word(),
        Detail = Bounded(detail),
    };

    private static string? Bounded(string? text) => text?.Length > LongestText ? text[..LongestText] + "…" : text;
}
