using AmiBlazor.Audit;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Tests.Support;
using AmiBlazor.Views;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace AmiBlazor.Tests.Views;

/// <summary>A database with the stores of views and favourites, and accounts that have some.</summary>
internal static class ViewAccounts
{
    /// <summary>A new database: of this server, or a SQLite file for null.</summary>
    public static Task<TestDatabase> OpenAsync(PostgreSqlServer? server)
    {
        return server is null ? TestDatabase.CreateAsync(TimeProvider.System, Configure) : TestDatabase.ConnectAsync(server.NewDatabase(), Configure);

        static void Configure(HostApplicationBuilder builder) => builder.Services.AddAudit().AddViews();
    }

    /// <summary>A second store on the same database, which has read nothing yet.</summary>
    public static ViewStore New(TestDatabase database) => new(
        database.Service<IDbContextFactory<AmiBlazorDbContext>>(), database.Service<SqliteWriteLock>(), database.Service<AuditLog>(), TimeProvider.System,
        NullLogger<ViewStore>.Instance);

    /// <summary>Adds an account; returns its number.</summary>
    public static async Task<int> AddAsync(TestDatabase database, string name)
    {
        var account = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), Role = "Viewer", SecurityStamp = name, CreatedAt = TestData.Noon };
        await using var context = database.NewContext();
        context.Add(account);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return account.Id;
    }

    /// <summary>An account that may do everything.</summary>
    public static ViewAuthor Author(int account, string name) => new(account, TestData.Asker(name), MayShare: true, MayAdminister: true);
}
