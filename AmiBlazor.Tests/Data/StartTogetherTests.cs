using System.Globalization;
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

    public void Dispose() => TestFolder.Delete(_folder);

    public static TheoryData<int> Rounds => LongRun.Of<TheoryData<int>>(usual: [1], full: [1, 2]);

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task Of_programs_that_start_at_once_on_a_PostgreSQL_without_a_database_one_comes_up(int round)
    {
        var database = server.NewDatabase();

        await StartAsync(round, ("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", database));

        await using var made = await TestDatabase.ConnectAsync(database);
        await HasOneAdministratorAsync(made);
    }

    [Fact]
    public async Task Of_programs_that_start_at_once_on_a_SQLite_file_that_is_not_there_one_comes_up()
    {
        await StartAsync(round: 1, ("ConnectionStrings:AmiBlazor", "Data Source=" + File));

        await using var made = await TestDatabase.OpenAsync(File);
        await HasOneAdministratorAsync(made);
    }

    /// <summary>Starts the programs, waits until one answers and the others have ended, and ends that one.</summary>
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
            var serving = new List<AppProcess>();
            foreach (var program in programs)
            {
                if (await program.ListeningAsync() is not null)
                {
                    serving.Add(program);
                    continue;
                }

                var (exitCode, _, error) = await program.EndAsync();
                Assert.Equal(1, exitCode);
                Assert.Contains(" is in use by another AmiBlazor", error, StringComparison.Ordinal);
            }

            var only = Assert.Single(serving);
            await only.InterruptAsync();
            var (ended, _, _) = await only.EndAsync();
            Assert.True(ended == 0, string.Create(CultureInfo.InvariantCulture, $"Round {round} ended with {ended}."));
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
