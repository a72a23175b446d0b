using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Data;

/// <summary>
/// A database that a newer version has migrated: whether this version may work with it. Nodes of two versions share one while they are restarted in turn.
/// </summary>
internal static class NewerSchema
{
    /// <summary>Looks for migrations that this version does not know.</summary>
    /// <returns>One with which this version must not work; or one with which it may. Both null if it knows all of them.</returns>
    public static async Task<(string? Refused, string? Tolerated)> FindAsync(AmiBlazorDbContext context, CancellationToken cancellationToken)
    {
        // In the order of their names, which begin with the time.
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var unknown = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Where(migration => !known.Contains(migration)).ToList();
        if (unknown.Count == 0) return (null, null);

        // What this version knows and the database lacks was left out by a line of versions of its own.
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return (unknown[0], null);
        var floors = await context.SchemaFloors.AsNoTracking().Select(floor => floor.Migration).ToListAsync(cancellationToken);
        var refused = floors.Where(floor => !known.Contains(floor)).Order(StringComparer.Ordinal).FirstOrDefault();
        return refused is null ? (null, unknown[0]) : (refused, null);
    }
}
