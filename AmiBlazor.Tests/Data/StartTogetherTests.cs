using AmiBlazor.Data;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Data;

/// <summary>Several programs that are started at once on one database that is not there yet, as an orchestrator starts them.</summary>
[Needs(Need.PostgreSql)]
public sealed class StartTogetherTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private const int Programs = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-together-").FullName;

    private string File => Path.Combine(_folder, "amiblazor.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Programs_that_start_at_once_on_a_PostgreSQL_without_a_database_all_come_up(int round)
    {
        var database = server.NewDatabase();

        await StartAsync(round, ("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", database));

        await using var made = await TestDatabase.ConnectAsync(database);
        await HasOneAdministratorAsync(made);
    }

    [Fact]
    public async Task Programs_that_start_at_once_on_a_SQLite_file_that_is_not_there_all_come_up()
    {
        await StartAsync(round: 1, ("ConnectionStrings:AmiBlazor", "Data Source=" + File));

        await using var made = await TestDatabase.OpenAsync(File);
        await HasOneAdministratorAsync(made);
    }

    [Fact]
    public Task While_one_program_makes_a_SQLite_file_ready_another_one_waits() => WaitsAsync(() => TestDatabase.OpenAsync(File));

    [Fact]
    public Task While_one_program_makes_a_PostgreSQL_database_ready_another_one_waits()
    {
        var database = server.NewDatabase();
        return WaitsAsync(() => TestDatabase.ConnectAsync(database));
    }

    [Fact]
    public async Task A_start_that_another_program_holds_up_for_two_minutes_ends_with_one_line()
    {
        var clock = new FakeClock();
        await using var another = new FileStream(File + ".migrating", FileMode.CreateNew, FileAccess.Write, FileShare.None);

        var starting = TestDatabase.OpenAsync(File, clock);
        for (var tries = 1; tries <= 600; tries++)
        {
            await clock.TimerDueInAsync(TimeSpan.FromMilliseconds(200), tries);
            clock.Advance(TimeSpan.FromMilliseconds(200));
        }

        var exception = await Assert.ThrowsAsync<DatabaseInitializationException>(() => starting).InTime();
        Assert.StartsWith(
            "Another program has been preparing the database for two minutes; wait until it has finished, or stop it, then start again. (",
            exception.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private static async Task WaitsAsync(Func<Task<TestDatabase>> open)
    {
        await using var one = await open();
        await using var other = await open();
        var held = await one.Service<StartLock>().TakeAsync(TestContext.Current.CancellationToken);

        var waiting = other.Service<StartLock>().TakeAsync(TestContext.Current.CancellationToken);
        var tookIt = await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken)) == waiting;
        await held!.DisposeAsync();

        await using var then = await waiting.InTime();
        Assert.False(tookIt);
    }

    /// <summary>Starts the programs, waits until each answers, and ends them.</summary>
    private static async Task StartAsync(int round, params (string Key, string Value)[] database)
    {
        var programs = Enumerable.Range(0, Programs).Select(_ => AppProcess.Start(
            [],
            [
                .. database,
                ("Setup:Administrator:UserName", AmiBlazorApp.Administrator),
                ("Setup:Administrator:Password", AmiBlazorApp.Password),
            ])).ToList();
        try
        {
            foreach (var program in programs)
            {
                if (await program.ListeningAsync() is null) Assert.Fail($"Round {round}: {await program.EndAsync()}");
            }

            foreach (var program in programs) await program.InterruptAsync();
            foreach (var program in programs) Assert.Equal(0, (await program.EndAsync()).ExitCode);
        }
        finally
        {
            foreach (var program in programs) await program.DisposeAsync();
        }
    }

    private static async Task HasOneAdministratorAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        var token = TestContext.Current.CancellationToken;

        Assert.Equal([AmiBlazorApp.Administrator], await context.Accounts.Select(account => account.UserName).ToListAsync(token));
        Assert.Equal(["First administrator."], await context.AuditEntries.Select(entry => entry.Detail).ToListAsync(token));
    }
}
