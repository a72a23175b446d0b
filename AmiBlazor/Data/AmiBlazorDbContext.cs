using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Data;

/// <summary>The model. A context lives for one operation; the factory makes it.</summary>
internal sealed class AmiBlazorDbContext(DbContextOptions<AmiBlazorDbContext> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>The second factors of accounts.</summary>
    public DbSet<IdentityUserToken<int>> AccountTokens => Set<IdentityUserToken<int>>();

    public DbSet<IdentityUserPasskey<int>> AccountPasskeys => Set<IdentityUserPasskey<int>>();

    public DbSet<AgentLogEntry> AgentLog => Set<AgentLogEntry>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<CallLeg> CallLegs => Set<CallLeg>();

    public DbSet<CallEntry> Calls => Set<CallEntry>();

    public DbSet<ClusterNode> ClusterNodes => Set<ClusterNode>();

    public DbSet<ClusterVersion> ClusterVersions => Set<ClusterVersion>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Extension> Extensions => Set<Extension>();

    public DbSet<FailedSignIn> FailedSignIns => Set<FailedSignIn>();

    public DbSet<FavouriteEntry> Favourites => Set<FavouriteEntry>();

    public DbSet<Gap> Gaps => Set<Gap>();

    public DbSet<Pbx> Pbxs => Set<Pbx>();

    public DbSet<PlanEntry> Plans => Set<PlanEntry>();

    public DbSet<PlanPictureEntry> PlanPictures => Set<PlanPictureEntry>();

    public DbSet<PlanPlaceEntry> PlanPlaces => Set<PlanPlaceEntry>();

    public DbSet<RefreshRun> RefreshRuns => Set<RefreshRun>();

    public DbSet<SchemaFloor> SchemaFloors => Set<SchemaFloor>();

    public DbSet<Screen> Screens => Set<Screen>();

    public DbSet<ScreenPairing> ScreenPairings => Set<ScreenPairing>();

    public DbSet<ViewEntry> SavedViews => Set<ViewEntry>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SetupLink> SetupLinks => Set<SetupLink>();

    public DbSet<StatusChange> StatusChanges => Set<StatusChange>();

    public DbSet<Throttle> Throttles => Set<Throttle>();

    public DbSet<ViewDefaultEntry> ViewDefaults => Set<ViewDefaultEntry>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<StoredTimeConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AmiBlazorDbContext).Assembly);
}
