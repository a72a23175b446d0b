using System.Globalization;
using System.Net;
using System.Text.Json;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Data;

/// <summary>
/// A database that the former version's program has written, under this one: nothing is lost. <c>Files/README.md</c> says how it was made.
/// </summary>
public sealed class FormerVersionTests : IAsyncLifetime
{
    // Those of the file, valid nowhere else.
    private const string ApiKey = "amb_JlGtec_72pIcr70psN8OSEhvveeyiE33nNFwcqQ0gCo";
    private const string RevokedApiKey = "amb_Qn5l4BaX1oAPYRdJXfdJLQ16eZ833FfEGoN8pRMbshU";
    private const string SecondFactorKey = "LVZGSTWKTZMRGGW24NUVRNKYN52BJNNF";

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-former-").FullName;
    private readonly ShiftedClock _clock = new();
    private readonly Dictionary<string, IReadOnlyList<Dictionary<string, string?>>> _before = new(StringComparer.Ordinal);
    private AmiBlazorApp? _app;

    private AmiBlazorApp App => _app ?? throw new InvalidOperationException("The application did not start.");

    private string File => Path.Combine(_folder, "amiblazor.db");

    private string Keys => Path.Combine(_folder, "keys");

    public async ValueTask InitializeAsync()
    {
        await CopyAsync("former-version.db", File);
        await CopyAsync("former-version-key.xml", Path.Combine(Directory.CreateDirectory(Keys).FullName, "key-former.xml"));
        const string Tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%Lock'";
        foreach (var table in Rows(Tables).Select(row => row["name"]!))
            _before[table] = Rows($"SELECT * FROM \"{table}\"");

        // The day after the file was written, so that neither its history nor its second factor's codes depend on the day of the test.
        _clock.Advance(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero) - _clock.GetUtcNow());
        // The PBX of the file is a demo, which would be archived if nobody followed it any more.
        _app = await AmiBlazorApp.StartAsync(
            services => services.AddSingleton<TimeProvider>(_clock),
            [("ConnectionStrings:AmiBlazor", "Data Source=" + File), ("Auth:KeyFolder", Keys), .. AmiBlazorApp.Server(port: 1, name: "demo")]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        TestFolder.Delete(_folder);
    }

    [Fact]
    public void Every_row_is_there_as_it_was()
    {
        Assert.All(_before, table => Assert.True(table.Value.Count > 0, $"The file has no row in {table.Key}."));

        Assert.Empty(_before.SelectMany(table => Missing(table.Key, table.Value).Select(row => $"{table.Key} {row}")));
        Assert.Equal("ok", Assert.Single(Rows("PRAGMA integrity_check"))["integrity_check"]);
        Assert.Empty(Rows("PRAGMA foreign_key_check"));
    }

    [Fact]
    public async Task The_board_shows_every_extension_with_its_state_and_name()
    {
        var rows = await App.Client(ApiKey).GetAsync("/api/extensions", TestContext.Current.CancellationToken).JsonAsync();

        var before = _before["Extensions"]
            .Select(row => $"{row["Server"]}/{row["Context"]}/{row["Exten"]} {row["StatusCode"]} {row["Name"]}, {row["Department"]}");
        var after = rows.EnumerateArray().Select(row =>
            $"{row.Text("server")}/{row.Text("context")}/{row.Text("extension")} {Number(row, "statusCode")} " +
            $"{row.Text("name")}, {row.Text("department")}");
        Assert.Equal(before.Order(StringComparer.Ordinal), after.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_history_of_an_extension_reads_the_same()
    {
        var extension = _before["Extensions"].Single(row => row["Exten"] == "1001" && row["Context"] == "branch-office");

        var (client, token) = (App.Client(ApiKey), TestContext.Current.CancellationToken);

        var changes = await client.GetAsync("/api/extensions/demo/branch-office/1001/history", token).JsonAsync();
        var gaps = await client.GetAsync("/api/extensions/demo/gaps", token).JsonAsync();

        Assert.Equal(
            _before["StatusChanges"].Where(row => row["ExtensionId"] == extension["Id"]).Reverse()
                .Select(row => $"{Time(row["At"])} {row["FromCode"]} → {row["ToCode"]} {row["Source"]}"),
            changes.EnumerateArray().Select(change =>
                $"{Time(change, "at")} {Number(change, "fromCode")} → {Number(change, "toCode")} {change.Text("source")}"));
        Assert.Equal(
            _before["Gaps"].Reverse().Select(row => $"{Time(row["BeganAt"])}–{Time(row["EndedAt"])} {row["Changed"]} {row["Reason"]}"),
            gaps.EnumerateArray().Select(gap =>
                $"{Time(gap, "beganAt")}–{Time(gap, "endedAt")} {Number(gap, "changed")} {gap.Text("reason")}"));
    }

    [Fact]
    public async Task The_refreshes_have_their_sentences()
    {
        var runs = await App.Services.GetRequiredService<ExtensionQueries>()
            .LastRunsAsync(ExtensionScope.All, 20, TestContext.Current.CancellationToken);

        Assert.Equal(_before["RefreshRuns"].Select(row => row["ConnectionId"]).Reverse(), runs.Select(run => run.ConnectionId));
        var failed = Assert.Single(runs, run => run.Server == "branch" && run.AskedBy == "ada");
        Assert.Equal(failed.Error, FormattableString.Invariant(failed.ErrorSentence!));
        Assert.Equal(["branch", "127.0.0.1"], failed.ErrorSentence!.GetArguments()[..2]);
    }

    [Fact]
    public async Task Accounts_sign_in_with_their_passwords_and_what_they_have_beside()
    {
        var administrator = new FormBrowser(App);
        var supervisor = new FormBrowser(App);
        var viewer = new FormBrowser(App);

        await administrator.SignInAsync("ada");
        await supervisor.SignInAsync("supervisor");
        var withoutCode = await supervisor.IsInAsync();
        await supervisor.ShowCodeAsync(Totp.Code(SecondFactorKey, Totp.StepOf(_clock.GetUtcNow())));
        await viewer.SignInAsync("viewer");

        Assert.Equal(
            (true, false, true, true),
            (await administrator.IsInAsync(), withoutCode, await supervisor.IsInAsync(), await viewer.IsInAsync()));
        Assert.Contains("Office laptop", (await viewer.OpenAsync("/account/passkeys")).Text, StringComparison.Ordinal);
        Assert.Contains("amb_JlGt", (await administrator.OpenAsync("/keys")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_revoked_stays_revoked()
    {
        using var answer = await App.Client(RevokedApiKey).GetAsync("/api/extensions", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private IEnumerable<string> Missing(string table, IReadOnlyList<Dictionary<string, string?>> before)
    {
        var columns = string.Join(", ", before[0].Keys.Select(column => $"\"{column}\""));
        var after = Rows($"SELECT {columns} FROM \"{table}\"").Select(Line).ToHashSet(StringComparer.Ordinal);
        return before.Select(Line).Where(row => !after.Contains(row));
    }

    private static string Line(Dictionary<string, string?> row) =>
        string.Join(", ", row.Select(column => $"{column.Key}: {column.Value ?? "NULL"}"));

    /// <summary>Rows by plain SQL, each value as text.</summary>
    private List<Dictionary<string, string?>> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names of tables and columns come from the file.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, string?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount)
                .ToDictionary(reader.GetName, column => Text(reader.GetValue(column)), StringComparer.Ordinal));
        }

        return rows;
    }

    private static string? Text(object value) => value switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Time(string? stored) =>
        Time(DateTimeOffset.UnixEpoch.AddMicroseconds(long.Parse(stored!, CultureInfo.InvariantCulture)));

    private static string Time(JsonElement body, string name) => Time(body.GetProperty(name).GetDateTimeOffset());

    // REST tells milliseconds.
    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Number(JsonElement body, string name) =>
        body.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : "";

    private static async Task CopyAsync(string name, string path)
    {
        await using var from = typeof(FormerVersionTests).Assembly.GetManifestResourceStream(name)!;
        await using var to = System.IO.File.Create(path);
        await from.CopyToAsync(to);
    }
}
