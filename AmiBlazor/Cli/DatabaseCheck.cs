using System.Data.Common;
using System.Globalization;
using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cli;

/// <summary>Whether the database can be used by this version, and whether the clock agrees with it.</summary>
internal sealed class DatabaseCheck(IServiceProvider services)
{
    private const string Name = "database";
    private const string Clock = "clock";

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly DatabaseCopies _copies = services.GetRequiredService<DatabaseCopies>();
    private readonly bool _isSqlite = services.GetRequiredService<IOptions<DatabaseOptions>>().Value.KnownProvider == DatabaseProvider.Sqlite;

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (_copies.SqlitePath is { } path)
        {
            if (!File.Exists(path)) return [CheckResult.Ok(Name, $"There is no database {path} yet; the first start creates it.")];
            if (SqliteCheck.FindDamage(path, thorough: false) is { } damage)
                return [CheckResult.Failed(Name, $"{path} is damaged: {damage.ReplaceLineEndings(" ").TrimEnd('.')}. Restore a backup with the command restore.")];
        }

        try
        {
            await using var context = await services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContextAsync(cancellationToken);
            await context.Database.OpenConnectionAsync(cancellationToken);
            var version = DatabaseVersion.Of(context.Database.GetDbConnection());
            var migrations = await MigrationsAsync(context, version, cancellationToken);
            return migrations.Outcome == CheckOutcome.Ok ? [migrations, .. VersionOf(version), await ClockAsync(context, cancellationToken)] : [migrations];
        }
        catch (DbException failure)
        {
            return [CheckResult.Failed(Name, $"It cannot be opened: {failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Check ConnectionStrings:AmiBlazor, and that the server is running.")];
        }
    }

    private async Task<CheckResult> MigrationsAsync(AmiBlazorDbContext context, string version, CancellationToken cancellationToken)
    {
        var what = (_isSqlite ? "SQLite " : "PostgreSQL ") + version;
        if ((await NewerSchema.FindAsync(context, cancellationToken)).Refused is { } newer)
            return CheckResult.Failed(Name, $"It was written by a newer AmiBlazor (it has the migration {newer}). Start that version, or restore an older backup with the command restore.");
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        var place = _copies.SqlitePath is { } path ? $" in {path}" : "";
        return pending == 0
            ? CheckResult.Ok(Name, $"{what}{place}, of this version of AmiBlazor.")
            : CheckResult.Warning(Name, string.Create(CultureInfo.InvariantCulture, $"{what}{place}, of an older version of AmiBlazor: the next start brings it up to date ({pending} steps)."));
    }

    private IEnumerable<CheckResult> VersionOf(string version) => _isSqlite && DatabaseVersion.HasKnownFault(version)
        ? [CheckResult.Warning(Name, $"SQLite {version} is known to have security faults or to damage data; {DatabaseVersion.OldestSafeSqlite} and newer are not. Use the one that comes with AmiBlazor.")]
        : [];

    private async Task<CheckResult> ClockAsync(AmiBlazorDbContext context, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var newest = await context.StatusChanges.OrderByDescending(change => change.Id).Select(change => (DateTimeOffset?)change.At).FirstOrDefaultAsync(cancellationToken);
        return newest > now + ClockTolerance
            ? CheckResult.Warning(Clock, string.Create(
                CultureInfo.InvariantCulture,
                $"It is {now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC here, and the newest change in the history is of {newest.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. Set the clock, best with NTP."))
            : CheckResult.Ok(Clock, string.Create(CultureInfo.InvariantCulture, $"It is {now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC here, and the history agrees."));
    }
}
