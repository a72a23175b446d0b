using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using AmiBlazor.Cli;
using AmiBlazor.Testing;
using AmiBlazor.Tests.Support;
using Microsoft.Data.Sqlite;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Cli;

/// <summary>One command takes everything that a server must have again, and one puts it back, whatever has happened to the folder meanwhile.</summary>
[Needs(Need.PostgreSql)]
[Needs(Need.Time)]
public sealed class BackupCommandTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private const string Key = "<key>made up</key>";

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-backup-").FullName;

    private string Database => Path.Combine(_folder, "data", "amiblazor.db");

    private string Keys => Path.Combine(_folder, "data", "keys");

    private string Snapshots => Path.Combine(_folder, "data", "snapshots");

    private string Pbxs => Path.Combine(_folder, "data", "pbxs.json");

    private string Archive => Path.Combine(_folder, "backup.zip");

    private (string Key, string Value)[] Settings =>
    [
        ("ConnectionStrings:AmiBlazor", "Data Source=" + Database), ("Auth:KeyFolder", Keys), ("Refresh:SnapshotFolder", Snapshots),
    ];

    public void Dispose() => TestFolder.Delete(_folder);

    [Fact]
    public async Task A_backup_of_a_running_server_comes_back_over_a_database_that_a_crash_left_behind()
    {
        await FillAsync();
        await using (var running = await TestDatabase.OpenAsync(Database))
        {
            await running.FollowAsync(Row("1001"), Row("1002"));
            await SucceedAsync(["backup", Archive]);
            await running.FollowAsync(Row("1001"), Row("1002"), Row("1003", 8));
            Crash(running);
        }

        File.Delete(Path.Combine(Keys, "key-1.xml"));
        await File.WriteAllTextAsync(Path.Combine(Keys, "key-2.xml"), "broken", Token);
        File.Delete(Path.Combine(Snapshots, "ami-response-1-a.json"));
        var said = await SucceedAsync(["restore", Archive]);

        Assert.False(File.Exists(Database + "-wal"));
        Assert.False(File.Exists(Database + "-shm"));
        var former = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Database)!, "amiblazor.db.before-restore-*Z"));
        Assert.Contains($"database   {Database}; the former one is now {former}: remove it when you no longer need it\n", said, StringComparison.Ordinal);
        Assert.Equal(3L, Ask(former, "SELECT count(*) FROM Extensions"));
        Assert.Equal([Key, Key], Directory.GetFiles(Keys, "*.xml").Select(File.ReadAllText));
        Assert.Equal("broken", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Keys, "key-2.xml.before-restore-*")), Token));
        Assert.Equal("{}", await File.ReadAllTextAsync(Path.Combine(Snapshots, "ami-response-1-a.json"), Token));
        await using var restored = await TestDatabase.OpenAsync(Database);
        Assert.Equal(["1001", "1002"], restored.Board.Rows(Server).Select(row => row.Key.Exten).Order());
        await restored.AssertConsistentAsync();
    }

    [Fact]
    public async Task Only_its_owner_can_read_a_backup_and_none_is_overwritten_unasked()
    {
        await FillAsync();
        await SucceedAsync(["backup", Archive]);
        await SucceedAsync(["backup", _folder]);

        await RefuseAsync($"{Archive} exists already. Choose another name, or add --overwrite.\n", ["backup", Archive]);
        await RefuseAsync($"{Database} belongs to the database itself. Choose another name.\n", ["backup", Database, "--overwrite"]);
        await SucceedAsync(["backup", Archive, "--overwrite"]);
        await SucceedAsync(["restore", Archive, "--check"]);

        Assert.Equal(2, Directory.GetFiles(_folder, "*.zip").Length);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in Directory.GetFiles(_folder)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_restore_refuses_while_a_server_runs_and_names_it()
    {
        await FillAsync();
        await SucceedAsync(["backup", Archive]);
        await using var running = await TestDatabase.OpenAsync(Database);

        var (exitCode, _, error) = await AppProcess.RunAsync(["restore", Archive], Settings);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The database is in use by another AmiBlazor: process ", error, StringComparison.Ordinal);
        Assert.EndsWith("Stop that one, then restore.\n", error, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "cut", "End of Central Directory" },
        { "flipped", "" },
        { "no archive", "" },
        { "missing", "it does not hold what its manifest names" },
        { "more", "it does not hold what its manifest names" },
        { "twice", "it does not hold what its manifest names" },
        { "no manifest", "it has no manifest" },
        { "wrong manifest", "" },
        { "way out", "it holds “keys/../../way-out.xml”, which belongs in none" },
        { "longer", "a file in it is longer than it should be" },
        { "other content", "the checksum of keys/key-1.xml is wrong" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_backup_touches_nothing(string damage, string why)
    {
        await FillAsync();
        await SucceedAsync(["backup", Archive]);
        Damage(damage);
        var before = Files();

        var (exitCode, output, error) = await AppProcess.RunAsync(["restore", Archive], Settings);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"{Archive} is damaged, incomplete, or not a backup of AmiBlazor (", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed; use another backup.\n", error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Theory]
    [InlineData("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Future', '99.0.0')", "it was written by a newer AmiBlazor (its database has the migration 29990101000000_Future)")]
    [InlineData("DROP TABLE __EFMigrationsHistory", "its database is not one of AmiBlazor")]
    public async Task A_backup_that_this_version_cannot_use_touches_nothing(string sql, string why)
    {
        await FillAsync();
        Ask(Database, sql);
        await SucceedAsync(["backup", Archive]);
        var before = Files();

        await RefuseAsync($"{Archive} cannot be restored: {why}. Nothing was changed.\n", ["restore", Archive]);

        Assert.Equal(before, Files().Where(file => !file.Name.EndsWith(".lock", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_PBXs_that_were_connected_in_the_page_come_back_and_those_of_the_former_file_are_kept()
    {
        await FillAsync();
        await File.WriteAllTextAsync(Pbxs, """{"pbxs":[]}""", Token);
        var said = await SucceedAsync(["backup", Archive]);
        await File.WriteAllTextAsync(Pbxs, "others", Token);
        var restored = await SucceedAsync(["restore", Archive]);

        Assert.Contains("PBXs       those connected in the page, with their encrypted secrets\n", said, StringComparison.Ordinal);
        Assert.Contains($"PBXs       {Pbxs}\n", restored, StringComparison.Ordinal);
        Assert.Equal("""{"pbxs":[]}""", await File.ReadAllTextAsync(Pbxs, Token));
        Assert.Equal("others", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Pbxs)!, "pbxs.json.before-restore-*")), Token));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Pbxs));
    }

    [Fact]
    public async Task The_settings_of_a_backup_hold_no_secret()
    {
        await FillAsync();
        var (exitCode, _, error) = await AppProcess.RunAsync(
            ["backup", Archive],
            [
                .. Settings, .. AmiBlazorApp.Server(1), ("Api:Keys:0:Name", "wall"), ("Api:Keys:0:Key", "key-" + Canary.Word), ("Api:Keys:0:Role", "Viewer"),
                ("Setup:Administrator:UserName", "ada"), ("Setup:Administrator:Password", Canary.Word), ("Api:Keys:0:KeyFile", ""),
                ("Kestrel:Certificates:Default:Password", Canary.Word), ("MY_OWN_VARIABLE", Canary.Word),
            ]);

        using var zip = ZipFile.OpenRead(Archive);
        var settings = await new StreamReader(zip.GetEntry("settings.json")!.Open()).ReadToEndAsync(Token);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.DoesNotContain(Canary.Word, settings, StringComparison.Ordinal);
        Assert.Contains($"\"ConnectionStrings:AmiBlazor\": \"Data Source={Database}\"", settings, StringComparison.Ordinal);
        Assert.Contains("\"Ami:Servers:0:Host\": \"127.0.0.1\"", settings, StringComparison.Ordinal);
        Assert.Contains("\"Ami:Servers:0:Secret\": \"(secret, not in the backup)\"", settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PostgreSQL_database_is_backed_up_with_pg_dump_and_the_restore_says_how_it_gets_back()
    {
        var connection = server.NewDatabase();
        (string, string)[] settings = [.. Settings, ("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", connection)];
        await using (var database = await TestDatabase.ConnectAsync(connection)) await database.FollowAsync(Row("1001"));

        var (backup, said, failed) = await AppProcess.RunAsync(["backup", Archive], settings);
        var (restore, how, refused) = await AppProcess.RunAsync(["restore", Archive], settings);

        Assert.Equal((0, "", 0, ""), (backup, failed, restore, refused));
        Assert.Contains("database   PostgreSql, ", said, StringComparison.Ordinal);
        var command = how[(how.IndexOf("Run: ", StringComparison.Ordinal) + 5)..].Split('\n')[0];
        using var shell = Process.Start("bash", ["-c", command]);
        await shell.WaitForExitAsync(Token);
        Assert.Equal(0, shell.ExitCode);
        await using var restored = await TestDatabase.ConnectAsync(connection.Replace("Database=ami_", "Database=ami_", StringComparison.Ordinal)
            .Replace(Name(connection), Name(connection) + "_restored", StringComparison.Ordinal));
        Assert.Equal("1001", Assert.Single(restored.Board.Rows(Server)).Key.Exten);

        static string Name(string text) => new Npgsql.NpgsqlConnectionStringBuilder(text).Database!;
    }

    [Fact]
    public async Task Without_pg_dump_nothing_is_written_and_the_sentence_says_what_to_run()
    {
        (string, string)[] settings = [.. Settings, ("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", server.NewDatabase())];

        var (exitCode, _, error) = await AppProcess.RunAsync(["backup", Archive], [.. settings, ("PATH", _folder)]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("pg_dump, which copies a PostgreSQL database, is not installed. ", error, StringComparison.Ordinal);
        Assert.Contains(" or use --without-database and run: pg_dump --host=127.0.0.1 --port=", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Leaves the files as a killed process leaves them: with a write-ahead log that is not in the file yet.</summary>
    private void Crash(TestDatabase running)
    {
        foreach (var suffix in new[] { "", "-wal" }) File.Copy(Database + suffix, Path.Combine(_folder, "crashed" + suffix));
        running.LetGo();
        foreach (var suffix in new[] { "", "-wal" }) File.Move(Path.Combine(_folder, "crashed" + suffix), Database + suffix, overwrite: true);
    }

    private async Task FillAsync()
    {
        await MigratedFile.CopyToAsync(Database);
        foreach (var (folder, name, text) in new[] { (Keys, "key-1.xml", Key), (Keys, "key-2.xml", Key), (Snapshots, "ami-response-1-a.json", "{}") })
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, Token);
        }
    }

    private async Task<string> SucceedAsync(string[] args)
    {
        var (exitCode, output, error) = await AppProcess.RunAsync(args, Settings);
        Assert.Equal((0, ""), (exitCode, error));
        return output;
    }

    private async Task RefuseAsync(string sentence, string[] args) => Assert.Equal((1, "", sentence), await AppProcess.RunAsync(args, Settings));

    private List<(string Name, string Content)> Files() =>
    [
        .. Directory.GetFiles(Path.Combine(_folder, "data"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (file, Convert.ToHexString(File.ReadAllBytes(file)))),
    ];

    private void Damage(string damage)
    {
        var bytes = File.ReadAllBytes(Archive);
        switch (damage)
        {
            case "cut":
                File.WriteAllBytes(Archive, bytes[..(bytes.Length / 2)]);
                return;
            case "flipped":
                bytes[bytes.Length / 3] ^= 0x10;
                File.WriteAllBytes(Archive, bytes);
                return;
            case "no archive":
                File.WriteAllText(Archive, new string('x', 5000));
                return;
        }

        using var zip = ZipFile.Open(Archive, ZipArchiveMode.Update);
        switch (damage)
        {
            case "missing":
                zip.GetEntry("keys/key-1.xml")!.Delete();
                break;
            case "more":
                Write(zip, "keys/key-9.xml", Key);
                break;
            case "twice":
                Write(zip, "keys/key-1.xml", Key);
                break;
            case "no manifest":
                zip.GetEntry(BackupArchive.ManifestName)!.Delete();
                break;
            case "wrong manifest":
                zip.GetEntry(BackupArchive.ManifestName)!.Delete();
                Write(zip, BackupArchive.ManifestName, "{}");
                break;
            case "way out":
                Write(zip, "keys/../../way-out.xml", Key);
                Rename(zip, "keys/key-1.xml", "keys/../../way-out.xml");
                break;
            case "longer":
                zip.GetEntry("keys/key-1.xml")!.Delete();
                Write(zip, "keys/key-1.xml", Key + new string(' ', 1000));
                break;
            case "other content":
                zip.GetEntry("keys/key-1.xml")!.Delete();
                Write(zip, "keys/key-1.xml", Key.Replace('m', 'n'));
                break;
        }
    }

    private static void Rename(ZipArchive zip, string from, string to)
    {
        zip.GetEntry(from)!.Delete();
        var manifest = zip.GetEntry(BackupArchive.ManifestName)!;
        string text;
        using (var reader = new StreamReader(manifest.Open())) text = reader.ReadToEnd();
        manifest.Delete();
        Write(zip, BackupArchive.ManifestName, text.Replace(from, to, StringComparison.Ordinal));
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static object? Ask(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
