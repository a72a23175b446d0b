using System.Globalization;
using System.Text.RegularExpressions;
using AmiBlazor.Tests.Support;
using Npgsql;

namespace AmiBlazor.Tests.Data;

/// <summary>Two programs that write to one database would write everything twice: the second one says who the first one is, and ends.</summary>
[Needs(Need.PostgreSql)]
[Needs(Need.Time)]
public sealed partial class DatabaseOwnershipTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-owner-").FullName;

    private string File => Path.Combine(_folder, "amiblazor.db");

    public void Dispose() => TestFolder.Delete(_folder);

    public static TheoryData<string> Names => LongRun.Of<TheoryData<string>>(usual: ["link.db"], full: ["amiblazor.db", "link.db", "file"]);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_second_program_on_a_SQLite_file_names_the_first_and_ends_by_whatever_name_it_knows_the_file(string name)
    {
        if (name == "link.db") System.IO.File.CreateSymbolicLink(Path.Combine(_folder, name), File);
        var source = name == "file" ? "file:" + File : Path.Combine(_folder, name);
        return SecondEndsAsync($"The database file {source}", [Sqlite(File)], [Sqlite(source)]);
    }

    [Fact]
    public Task A_second_program_on_a_PostgreSQL_database_names_the_first_and_ends()
    {
        (string, string)[] settings = [("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", server.NewDatabase())];
        return SecondEndsAsync("The database ami_", settings, settings);
    }

    [Fact]
    public Task A_program_that_was_killed_frees_its_SQLite_file() => KilledFreesAsync(Sqlite(File));

    [Fact]
    public Task A_program_that_was_killed_frees_its_PostgreSQL_database() =>
        KilledFreesAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", server.NewDatabase()));

    [Fact]
    public async Task A_program_that_has_ended_leaves_nothing_that_names_it()
    {
        await using (await TestDatabase.OpenAsync(File)) Assert.True(System.IO.File.Exists(File + ".owner"));

        Assert.False(System.IO.File.Exists(File + ".owner"));
        await (await TestDatabase.OpenAsync(File)).DisposeAsync();
    }

    [Fact]
    public async Task A_PostgreSQL_database_whose_connection_was_cut_stays_its_owners()
    {
        var database = server.NewDatabase();
        await using var program = await StartAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", database));

        await EndSessionAsync(database);
        await UntilTakenAsync(database);
        var (exitCode, _, error) = await AppProcess.RunAsync([], [("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", database)]);

        Assert.Equal(1, exitCode);
        Assert.Contains($"process {program.Id} on the host ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_lost_its_PostgreSQL_database_to_another_one_ends()
    {
        var database = server.NewDatabase();
        await using var program = await StartAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", database));

        // The other one is quicker: it holds the lock before the first one notices that it has lost it.
        await using var other = new NpgsqlConnection(database + ";Pooling=false");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var take = new NpgsqlCommand("SELECT pg_advisory_lock(4711002, hashtext('public'))", other);
        var taken = take.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await EndSessionAsync(database);
        await taken.InTime();

        var (exitCode, output, _) = await program.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("While its connection was cut, the database was taken by another AmiBlazor", output, StringComparison.Ordinal);
    }

    private static (string Key, string Value) Sqlite(string source) => ("ConnectionStrings:AmiBlazor", "Data Source=" + source);

    private static async Task SecondEndsAsync(string what, (string Key, string Value)[] first, (string Key, string Value)[] second)
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        await using var program = await StartAsync(first);

        var (exitCode, _, error) = await AppProcess.RunAsync([], second);

        Assert.Equal(1, exitCode);
        Assert.StartsWith(what, error, StringComparison.Ordinal);
        var said = Sentence().Match(error);
        Assert.True(said.Success, error);
        Assert.Equal(program.Id.ToString(CultureInfo.InvariantCulture), said.Groups["id"].Value);
        Assert.Equal(Environment.MachineName, said.Groups["host"].Value);
        Assert.InRange(DateTimeOffset.Parse(said.Groups["since"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), before, DateTimeOffset.UtcNow.AddSeconds(1));

        // The first one is none the worse for it, and commands work beside it.
        Assert.Equal((0, "ada\tAdministrator\tActive\n", ""), await AppProcess.RunAsync(["accounts", "list"], first));
        await program.InterruptAsync();
        Assert.Equal(0, (await program.EndAsync()).ExitCode);
    }

    private static async Task KilledFreesAsync(params (string Key, string Value)[] settings)
    {
        await using (var killed = await StartAsync(settings)) await killed.KillAsync();

        await using var next = await StartAsync(settings);

        await next.InterruptAsync();
        Assert.Equal(0, (await next.EndAsync()).ExitCode);
    }

    private static async Task<AppProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var program = AppProcess.Start(
            [],
            [.. settings, ("Setup:Administrator:UserName", AmiBlazorApp.Administrator), ("Setup:Administrator:Password", AmiBlazorApp.Password)]);
        if (await program.ListeningAsync() is null) Assert.Fail($"{await program.EndAsync()}");
        return program;
    }

    /// <summary>Cuts the connection that holds the lock, as a server that was restarted or a firewall does.</summary>
    private static Task<object?> EndSessionAsync(string database) => AskAsync(
        database, "SELECT pg_terminate_backend(l.pid, 5000) FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = 4711002 AND l.granted");

    private static async Task UntilTakenAsync(string database)
    {
        var deadline = DateTimeOffset.UtcNow + Timeouts.Default;
        while (await AskAsync(database, "SELECT count(*) FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = 4711002") is 0L)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "Nobody took the database again.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    private static async Task<object?> AskAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(
        "is in use by another AmiBlazor: process (?<id>[0-9]+) on the host (?<host>.+), since (?<since>[-0-9]+ [:0-9]+) UTC\\. "
        + "Stop that one, then start again; or configure another database for this one\\.\n$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Sentence();
}
