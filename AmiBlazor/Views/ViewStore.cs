using System.Collections.Frozen;
using System.Data.Common;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Views;

/// <summary>
/// The saved views, in memory and in the database: each person's own, and those that are shared with everybody. Whoever changes one that is shared needs the
/// right to, and the audit log says so.
/// </summary>
internal sealed partial class ViewStore : IDisposable
{
    /// <summary>The most views of one account.</summary>
    public const int MostOwn = 50;

    /// <summary>The most shared views.</summary>
    public const int MostShared = 200;

    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>The most characters of <see cref="ViewContent.Query"/> and of <see cref="ViewContent.Look"/>.</summary>
    public const int LongestContent = 1000;

    private static readonly FormattableString Gone = $"This view has been deleted.";
    private static readonly FormattableString NotShared =
        $"Your role does not allow you to change shared views. Ask an administrator for the Supervisor role.";

    private static readonly FormattableString NotAdministrator = $"Only an administrator may choose the view that a role starts with.";

    // One change at a time: an older list that was read later would bring back old views.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly IDbContextFactory<AmiBlazorDbContext> _contexts;
    private readonly SqliteWriteLock _writeLock;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ILogger<ViewStore> _logger;
    private readonly Subscribers _subscribers;
    private ViewList? _list;

    // Whether the database has something newer, which could not be read.
    private bool _isOutdated;

    public ViewStore(IDbContextFactory<AmiBlazorDbContext> contexts, SqliteWriteLock writeLock, AuditLog audit, TimeProvider time, ILogger<ViewStore> logger)
    {
        (_contexts, _writeLock, _audit, _time, _logger) = (contexts, writeLock, audit, time, logger);
        _subscribers = new Subscribers(fault => Log.SubscriberFaulted(_logger, fault));
    }

    /// <summary>What there is; empty before <see cref="LoadAsync"/>.</summary>
    public ViewList Current => _list ?? ViewList.Empty;

    /// <summary>Calls back, on any thread, after every change. Disposing of the result ends it.</summary>
    public IDisposable Subscribe(Action callback) => _subscribers.Add(callback);

    /// <summary>Reads the views, unless that has been done. If the database fails, there are none, and the next call tries again.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (_list is not null && !_isOutdated) return;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_list is null || _isOutdated) _list = await ReadAsync(cancellationToken);
            _isOutdated = false;
        }
        catch (DbException failure)
        {
            Log.NotRead(_logger, failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Saves a view of one's own.</summary>
    /// <param name="author">Whose it is.</param>
    /// <param name="name">The name as it is kept; null when nothing was entered.</param>
    /// <param name="content">What it shows.</param>
    /// <returns>What is wrong; null if it is saved.</returns>
    public Task<FormattableString?> SaveAsync(ViewAuthor author, string? name, ViewContent content) => ChangeAsync(async context =>
    {
        if ((Problem(name) ?? Problem(content)) is { } wrong) return wrong;
        var others = await context.SavedViews.AsNoTracking().Where(view => view.AccountId == author.AccountId).ToListAsync();
        if (others.Count >= MostOwn) return $"You have {MostOwn:N0} views, and cannot have more. Delete one that is no longer needed.";
        if (Has(others, name!)) return TakenByYou(name!);
        context.SavedViews.Add(new ViewEntry
        {
            AccountId = author.AccountId,
            Name = name!,
            Query = content.Query,
            Look = content.Look,
            CreatedBy = author.Actor.Name,
            UpdatedAt = _time.GetUtcNow(),
        });
        return null;
    });

    /// <summary>Makes a view show something else.</summary>
    /// <returns>What is wrong; null if it is saved.</returns>
    public Task<FormattableString?> UpdateAsync(ViewAuthor author, int id, ViewContent content) =>
        ChangeAsync(author, id, AuditAction.ViewChanged, (context, view) =>
        {
            if (Problem(content) is { } wrong) return Task.FromResult<FormattableString?>(wrong);
            (view.Query, view.Look, view.UpdatedAt) = (content.Query, content.Look, _time.GetUtcNow());
            Note(context, author, view, AuditAction.ViewChanged, $"Shows ?{content.Query}");
            return Task.FromResult<FormattableString?>(null);
        });

    /// <summary>Gives a view another name.</summary>
    /// <returns>What is wrong; null if it is saved.</returns>
    public Task<FormattableString?> RenameAsync(ViewAuthor author, int id, string? name) =>
        ChangeAsync(author, id, AuditAction.ViewChanged, async (context, view) =>
        {
            if (Problem(name) is { } wrong) return wrong;
            var others = await context.SavedViews.AsNoTracking().Where(other => other.AccountId == view.AccountId && other.Id != id).ToListAsync();
            if (Has(others, name!)) return view.AccountId is null ? Taken(name!) : TakenByYou(name!);
            Note(context, author, view, AuditAction.ViewChanged, $"Now named “{name}”.");
            (view.Name, view.UpdatedAt) = (name!, _time.GetUtcNow());
            return null;
        });

    /// <summary>Gives a view of one's own to everybody. It then belongs to nobody: each supervisor may change or delete it.</summary>
    /// <returns>What is wrong; null if it is done.</returns>
    public Task<FormattableString?> ShareAsync(ViewAuthor author, int id) => ChangeAsync(author, id, AuditAction.ViewShared, async (context, view) =>
    {
        if (!author.MayShare) return Refuse(author, AuditAction.ViewShared, view.Name, NotShared);
        if (view.AccountId is null) return null;
        var others = await context.SavedViews.AsNoTracking().Where(other => other.AccountId == null).ToListAsync();
        if (others.Count >= MostShared) return $"There are {MostShared:N0} shared views, and there cannot be more. Delete one that is no longer needed.";
        if (Has(others, view.Name)) return Taken(view.Name);
        (view.AccountId, view.UpdatedAt) = (null, _time.GetUtcNow());
        Note(context, author, view, AuditAction.ViewShared, $"Shows ?{view.Query}");
        return null;
    });

    /// <summary>Deletes a view. Whoever started with it starts with the plain grid.</summary>
    /// <returns>What is wrong; null if it is done.</returns>
    public Task<FormattableString?> DeleteAsync(ViewAuthor author, int id) => ChangeAsync(author, id, AuditAction.ViewDeleted, (context, view) =>
    {
        context.Remove(view);
        Note(context, author, view, AuditAction.ViewDeleted, null);
        return Task.FromResult<FormattableString?>(null);
    });

    /// <summary>Makes a view the one that the account starts with.</summary>
    /// <param name="author">The account.</param>
    /// <param name="id">The view, their own or shared; null to start with the role's, or else with the plain grid.</param>
    /// <returns>What is wrong; null if it is done.</returns>
    public Task<FormattableString?> SetDefaultAsync(ViewAuthor author, int? id) => ChangeAsync(async context =>
    {
        if (id is not null && !await context.SavedViews.AnyAsync(view => view.Id == id && (view.AccountId == null || view.AccountId == author.AccountId)))
            return Gone;
        var entry = await context.ViewDefaults.SingleOrDefaultAsync(entry => entry.AccountId == author.AccountId);
        PutDefault(context, entry, id, author.AccountId, null);
        return null;
    });

    /// <summary>Makes a shared view the one that everybody with a role starts with who has not chosen another.</summary>
    /// <param name="author">An administrator.</param>
    /// <param name="role">The role.</param>
    /// <param name="id">The view; null for the plain grid.</param>
    /// <returns>What is wrong; null if it is done.</returns>
    public Task<FormattableString?> SetRoleDefaultAsync(ViewAuthor author, string role, int? id) => ChangeAsync(async context =>
    {
        if (!author.MayAdminister) return Refuse(author, AuditAction.ViewChanged, role, NotAdministrator);
        var view = await context.SavedViews.AsNoTracking().SingleOrDefaultAsync(view => view.Id == id && view.AccountId == null);
        if (id is not null && view is null) return Gone;
        PutDefault(context, await context.ViewDefaults.SingleOrDefaultAsync(entry => entry.Role == role), id, null, role);
        _audit.Add(context, author.Actor, AuditAction.ViewChanged, view?.Name ?? "the plain grid", $"The role {role} starts with it.");
        return null;
    });

    public void Dispose() => _turn.Dispose();

    private static void PutDefault(AmiBlazorDbContext context, ViewDefaultEntry? entry, int? id, int? account, string? role)
    {
        if (id is { } view && entry is not null)
            entry.ViewId = view;
        else if (id is { } first)
            context.ViewDefaults.Add(new ViewDefaultEntry { AccountId = account, Role = role, ViewId = first });
        else if (entry is not null)
            context.Remove(entry);
    }

    private static FormattableString? Problem(string? name) => name switch
    {
        null or "" => $"Enter a name for the view.",
        { Length: > LongestName } => $"The name has {name.Length} characters; at most {LongestName} are allowed.",
        _ => null,
    };

    private static FormattableString? Problem(ViewContent content) => content.Query.Length > LongestContent || content.Look.Length > LongestContent
        ? (FormattableString)$"The search is too long to be saved: {Math.Max(content.Query.Length, content.Look.Length):N0} characters, at most {LongestContent:N0} are allowed."
        : null;

    private static FormattableString Taken(string name) => $"There is already a shared view named “{name}”. Enter another name.";

    private static FormattableString TakenByYou(string name) => $"You already have a view named “{name}”. Enter another name, or update that view.";

    private static bool Has(IEnumerable<ViewEntry> views, string name) => views.Any(view => string.Equals(view.Name, name, StringComparison.OrdinalIgnoreCase));

    private FormattableString Refuse(ViewAuthor author, AuditAction action, string about, FormattableString sentence)
    {
        _audit.RecordDenial(author.Actor, action, about, "In the list of views of the page.");
        return sentence;
    }

    // Of what people do with views of their own, nothing is recorded.
    private void Note(AmiBlazorDbContext context, ViewAuthor author, ViewEntry view, AuditAction action, string? detail)
    {
        if (view.AccountId is null) _audit.Add(context, author.Actor, action, view.Name, detail);
    }

    private Task<FormattableString?> ChangeAsync(
        ViewAuthor author, int id, AuditAction action, Func<AmiBlazorDbContext, ViewEntry, Task<FormattableString?>> change) => ChangeAsync(async context =>
    {
        var view = await context.SavedViews.SingleOrDefaultAsync(view => view.Id == id && (view.AccountId == null || view.AccountId == author.AccountId));
        if (view is null) return Gone;
        if (view.AccountId is null && !author.MayShare) return Refuse(author, action, view.Name, NotShared);
        return await change(context, view);
    });

    private async Task<FormattableString?> ChangeAsync(Func<AmiBlazorDbContext, Task<FormattableString?>> change)
    {
        await _turn.WaitAsync();
        try
        {
            await _writeLock.EnterAsync(CancellationToken.None);
            try
            {
                await using var context = await _contexts.CreateDbContextAsync();
                if (await change(context) is { } problem) return problem;
                await context.SaveChangesAsync();
            }
            finally
            {
                _writeLock.Leave();
            }

            // Should this fail, the change is saved, and the next page reads it. Until then the former list stays: pages look at it meanwhile.
            _isOutdated = true;
            _list = await ReadAsync(CancellationToken.None);
            _isOutdated = false;
        }
        finally
        {
            _turn.Release();
        }

        _subscribers.NotifyAll();
        return null;
    }

    private async Task<ViewList> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var views = await context.SavedViews.AsNoTracking().ToListAsync(cancellationToken);
        var defaults = await context.ViewDefaults.AsNoTracking().ToListAsync(cancellationToken);
        return new ViewList(
            [
                .. views.Select(view => new SavedView(view.Id, view.AccountId, view.Name, new ViewContent(view.Query, view.Look), view.CreatedBy))
                    .OrderBy(view => view.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(view => view.Id),
            ],
            defaults.Where(entry => entry.AccountId is not null).ToFrozenDictionary(entry => entry.AccountId!.Value, entry => entry.ViewId),
            defaults.Where(entry => entry.Role is not null).ToFrozenDictionary(entry => entry.Role!, entry => entry.ViewId, StringComparer.Ordinal));
    }
}
