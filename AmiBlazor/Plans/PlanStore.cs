using System.Collections.Frozen;
using System.Data.Common;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Plans;

/// <summary>
/// The floor plans, in memory and in the database; pictures in the database alone. Whoever calls it has asked whether the actor may change plans. What is
/// changed, the audit log says.
/// </summary>
internal sealed partial class PlanStore : IDisposable
{
    /// <summary>The most plans.</summary>
    public const int Most = 50;

    /// <summary>The most places of one plan.</summary>
    public const int MostPlaces = 500;

    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 60;

    private static readonly FormattableString Gone = $"This floor plan has been deleted.";

    // One change at a time: an older list that was read later would bring back old plans.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly IDbContextFactory<AmiBlazorDbContext> _contexts;
    private readonly SqliteWriteLock _writeLock;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ILogger<PlanStore> _logger;
    private readonly Subscribers _subscribers;
    private IReadOnlyList<FloorPlan>? _plans;

    // Whether the database has something newer, which could not be read.
    private bool _isOutdated;

    public PlanStore(IDbContextFactory<AmiBlazorDbContext> contexts, SqliteWriteLock writeLock, AuditLog audit, TimeProvider time, ILogger<PlanStore> logger)
    {
        (_contexts, _writeLock, _audit, _time, _logger) = (contexts, writeLock, audit, time, logger);
        _subscribers = new Subscribers(fault => Log.SubscriberFaulted(_logger, fault));
    }

    /// <summary>
    /// All plans by name; none before <see cref="LoadAsync"/>. Another list after each change, with the same object for a plan that is as it was.
    /// </summary>
    public IReadOnlyList<FloorPlan> Current => _plans ?? [];

    /// <summary>The plan; null if there is none.</summary>
    public FloorPlan? Find(int id) => Current.FirstOrDefault(plan => plan.Id == id);

    /// <summary>Calls back, on any thread, after every change. Disposing of the result ends it.</summary>
    public IDisposable Subscribe(Action callback) => _subscribers.Add(callback);

    /// <summary>Reads the plans, unless that has been done. If the database fails, there are none, and the next call tries again.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (_plans is not null && !_isOutdated) return;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_plans is null || _isOutdated) _plans = await ReadAsync(cancellationToken, _plans);
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

    /// <summary>Makes a plan.</summary>
    /// <param name="actor">Who makes it.</param>
    /// <param name="name">The name as it is kept; null when nothing was entered.</param>
    /// <param name="room">The shape of an empty room; does not count where there is a picture.</param>
    /// <param name="picture">The picture; null for an empty room.</param>
    /// <returns>The number of the plan, or what is wrong.</returns>
    public async Task<(int? Id, FormattableString? Problem)> AddAsync(Actor actor, string? name, PlanShape room, PlanPicture? picture)
    {
        PlanEntry? made = null;
        var problem = await ChangeAsync(async context =>
        {
            var others = await context.Plans.AsNoTracking().ToListAsync();
            if (Problem(name, others) is { } wrong) return wrong;
            if (others.Count >= Most) return $"There are {Most:N0} floor plans, and there cannot be more. Delete one that is no longer needed.";
            made = new PlanEntry { Name = name!, Width = room.Width, Height = room.Height, UpdatedAt = _time.GetUtcNow() };
            context.Plans.Add(made);
            await context.SaveChangesAsync();
            if (picture is not null) Put(context, made, null, picture);
            _audit.Add(context, actor, AuditAction.PlanMade, name, picture is null ? "An empty room." : "With a picture.");
            return null;
        });
        return problem is null ? (made!.Id, null) : (null, problem);
    }

    /// <summary>Gives a plan another name.</summary>
    /// <returns>What is wrong; null if it is saved.</returns>
    public Task<FormattableString?> RenameAsync(Actor actor, int id, string? name) => ChangeAsync(id, async (context, plan) =>
    {
        var others = await context.Plans.AsNoTracking().Where(other => other.Id != id).ToListAsync();
        if (Problem(name, others) is { } wrong) return wrong;
        if (string.Equals(plan.Name, name, StringComparison.Ordinal)) return null;
        _audit.Add(context, actor, AuditAction.PlanChanged, plan.Name, $"Now named “{name}”.");
        plan.Name = name!;
        return null;
    });

    /// <summary>Gives a plan another picture. Its places stay where they are in proportion.</summary>
    /// <returns>What is wrong; null if it is saved.</returns>
    public Task<FormattableString?> SetPictureAsync(Actor actor, int id, PlanPicture picture) => ChangeAsync(id, async (context, plan) =>
    {
        Put(context, plan, await context.PlanPictures.SingleOrDefaultAsync(entry => entry.PlanId == id), picture);
        _audit.Add(context, actor, AuditAction.PlanChanged, plan.Name, "Another picture.");
        return null;
    });

    /// <summary>Changes the places of some extensions, and of no others: two people who arrange the same plan do not undo each other's work.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="id">The plan.</param>
    /// <param name="places">The new places by the extensions' numbers; null to remove one.</param>
    /// <returns>What is wrong; null if it is saved. Extensions that no longer exist are passed over.</returns>
    public Task<FormattableString?> PlaceAsync(Actor actor, int id, IReadOnlyDictionary<int, PlanPoint?> places) => ChangeAsync(id, async (context, plan) =>
    {
        var known = await context.PlanPlaces.Where(place => place.PlanId == id).ToDictionaryAsync(place => place.ExtensionId);
        var asked = places.Keys.ToArray();
        var existing = await context.Extensions.AsNoTracking().Where(row => asked.Contains(row.Id)).Select(row => row.Id).ToListAsync();
        var (placed, moved, removed) = (0, 0, 0);
        foreach (var (extension, point) in places)
        {
            var entry = known.GetValueOrDefault(extension);
            if (point is not { } at)
            {
                if (entry is null) continue;
                context.Remove(entry);
                removed++;
            }
            else if (entry is not null)
            {
                if ((entry.X, entry.Y) == (at.X, at.Y)) continue;
                (entry.X, entry.Y) = (at.X, at.Y);
                moved++;
            }
            else if (existing.Contains(extension))
            {
                context.PlanPlaces.Add(new PlanPlaceEntry { PlanId = id, ExtensionId = extension, X = at.X, Y = at.Y });
                placed++;
            }
        }

        if (known.Count + placed - removed > MostPlaces) return TooMany(known.Count + placed - removed);
        if (placed + moved + removed > 0)
            _audit.Add(context, actor, AuditAction.PlanChanged, plan.Name, FormattableString.Invariant($"{placed} placed, {moved} moved, {removed} removed."));
        return null;
    });

    /// <summary>Deletes a plan with its picture and its places.</summary>
    /// <returns>What is wrong; null if it is done.</returns>
    public Task<FormattableString?> DeleteAsync(Actor actor, int id) => ChangeAsync(id, (context, plan) =>
    {
        context.Remove(plan);
        _audit.Add(context, actor, AuditAction.PlanDeleted, plan.Name, null);
        return Task.FromResult<FormattableString?>(null);
    });

    /// <summary>Reads a picture from the database.</summary>
    /// <returns>Its media type and the file; null if the plan has none.</returns>
    public async Task<(string Type, byte[] Content)?> FindPictureAsync(int id, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var picture = await context.PlanPictures.AsNoTracking().SingleOrDefaultAsync(entry => entry.PlanId == id, cancellationToken);
        return picture is null ? null : (picture.Type, picture.Content);
    }

    /// <summary>What is said when a plan would have more than <see cref="MostPlaces"/>.</summary>
    public static FormattableString TooMany(int places) =>
        $"The plan would have {places:N0} places; at most {MostPlaces:N0} are allowed. Make another plan for the rest, for example one for each floor.";

    public void Dispose() => _turn.Dispose();

    private static FormattableString? Problem(string? name, IEnumerable<PlanEntry> others) => name switch
    {
        null or "" => $"Enter a name for the floor plan.",
        { Length: > LongestName } => $"The name has {name.Length} characters; at most {LongestName} are allowed.",
        _ when others.Any(plan => string.Equals(plan.Name, name, StringComparison.OrdinalIgnoreCase)) =>
            $"There is already a floor plan named “{name}”. Enter another name.",
        _ => null,
    };

    private static void Put(AmiBlazorDbContext context, PlanEntry plan, PlanPictureEntry? entry, PlanPicture picture)
    {
        if (entry is null)
            context.PlanPictures.Add(new PlanPictureEntry { PlanId = plan.Id, Type = picture.Type, Content = picture.Content });
        else
            (entry.Type, entry.Content) = (picture.Type, picture.Content);
        (plan.Width, plan.Height, plan.PictureVersion) = (picture.Shape.Width, picture.Shape.Height, picture.Version);
    }

    private Task<FormattableString?> ChangeAsync(int id, Func<AmiBlazorDbContext, PlanEntry, Task<FormattableString?>> change) => ChangeAsync(async context =>
    {
        if (await context.Plans.SingleOrDefaultAsync(plan => plan.Id == id) is not { } plan) return Gone;
        plan.UpdatedAt = _time.GetUtcNow();
        return await change(context, plan);
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
                await using var transaction = await context.Database.BeginTransactionAsync();
                if (await change(context) is { } problem) return problem;
                await context.SaveChangesAsync();
                await transaction.CommitAsync();
            }
            finally
            {
                _writeLock.Leave();
            }

            // Should this fail, the change is saved, and the next page reads it. Until then the former list stays: pages look at it meanwhile.
            _isOutdated = true;
            _plans = await ReadAsync(CancellationToken.None, _plans);
            _isOutdated = false;
        }
        finally
        {
            _turn.Release();
        }

        _subscribers.NotifyAll();
        return null;
    }

    // Pages compare plans by their objects: one that is as it was stays the same.
    private async Task<IReadOnlyList<FloorPlan>> ReadAsync(CancellationToken cancellationToken, IReadOnlyList<FloorPlan>? before = null)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var plans = await context.Plans.AsNoTracking().ToListAsync(cancellationToken);
        var places = (await context.PlanPlaces.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(place => place.PlanId);
        return
        [
            .. plans.OrderBy(plan => plan.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(plan => plan.Id).Select(plan => Kept(before, new FloorPlan(
                plan.Id,
                plan.Name,
                new PlanShape(plan.Width, plan.Height),
                plan.PictureVersion,
                places[plan.Id].ToFrozenDictionary(place => place.ExtensionId, place => new PlanPoint(place.X, place.Y))))),
        ];
    }

    private static FloorPlan Kept(IReadOnlyList<FloorPlan>? before, FloorPlan read) => before?.FirstOrDefault(plan => plan.Id == read.Id) is { } known
        && (known.Name, known.Shape, known.PictureVersion, known.Places.Count) == (read.Name, read.Shape, read.PictureVersion, read.Places.Count)
        && known.Places.All(place => read.Places.TryGetValue(place.Key, out var point) && point == place.Value)
        ? known
        : read;
}
