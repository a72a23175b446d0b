using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Data;

internal static class DataServiceCollectionExtensions
{
    /// <summary>The configured database, its context factory, and its migration at the start.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection(DatabaseOptions.Section))
            .Configure(options => options.ConnectionString = configuration[DatabaseOptions.ConnectionStringKey] ?? options.ConnectionString)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();
        services.AddOptions<ClusterOptions>().Bind(configuration.GetSection(ClusterOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClusterOptions>, ClusterOptionsValidator>();
        services.AddPooledDbContextFactory<AmiBlazorDbContext>(Configure);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        services.AddSingleton(provider =>
            new SqliteWriteLock(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.KnownProvider == DatabaseProvider.Sqlite));
        services.AddSingleton<DatabaseOwnership>();
        services.AddSingleton<DatabaseCopies>();
        services.AddSingleton<DatabaseInitializer>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseInitializer>());
        services.AddHostedService<DatabaseOwnershipGuard>();
        services.AddSingleton<DatabaseWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseWatch>());
        return services;
    }

    private static void Configure(IServiceProvider services, DbContextOptionsBuilder builder)
    {
        var options = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (options.KnownProvider == DatabaseProvider.Sqlite)
        {
            builder.UseSqlite(SqliteFile.ConnectionString(options.ConnectionString, services.GetRequiredService<IHostEnvironment>().ContentRootPath));
            builder.AddInterceptors(new SqliteConnectionSetup());
        }
        else
        {
            builder.UseNpgsql(services.GetRequiredService<IOptions<ClusterOptions>>().Value.Enabled
                ? NodeConnection.Of(options.ConnectionString)
                : options.ConnectionString);
        }

        builder.AddInterceptors(new StorableTextInterceptor());

        // A log line for each statement is wanted only when somebody debugs.
        builder.ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));
    }
}
