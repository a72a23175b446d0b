using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Refresh;

public sealed class SnapshotFilesTests
{
    private static readonly ExtensionState Anna = new("from-internal", "1001", "PJSIP/1001", 8);

    [Fact]
    public async Task A_refresh_leaves_a_file_with_facts_rows_and_the_words_of_the_pbx()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna);

        var (result, _) = await rig.RefreshAsync();
        var file = await result.File!.InTime();

        using var json = await ReadAsync(rig, file);
        var root = json.RootElement;
        Assert.Equal(result.ConnectionId, root.GetProperty("connectionId").GetString());
        Assert.Equal("completed", root.GetProperty("outcome").GetString());
        Assert.Equal(1, root.GetProperty("statistics").GetProperty("extensionsFound").GetInt32());
        var row = Assert.Single(root.GetProperty("rows").EnumerateArray());
        Assert.Equal(("1001", "ringing", 8, "RINGING"), (
            row.GetProperty("extension").GetString(), row.GetProperty("status").GetString(), row.GetProperty("statusCode").GetInt32(), row.GetProperty("deviceState").GetString()));
        var raw = root.GetProperty("raw").GetString()!;
        Assert.StartsWith("Asterisk Call Manager/", raw, StringComparison.Ordinal);
        Assert.Contains("Event: ExtensionStatus\r\n", raw, StringComparison.Ordinal);
        Assert.Contains("ListItems: 1\r\n", raw, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeAmiServer.Secret,
            await File.ReadAllTextAsync(Path.Combine(rig.Files.Folder, file.FileName!), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_its_owner_can_read_the_file_and_its_folder()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna);

        var (result, _) = await rig.RefreshAsync();
        var file = await result.File!.InTime();

        // Windows gives a file the rights of its folder.
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(rig.Files.Folder, file.FileName!)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(rig.Files.Folder));
    }

    [Fact]
    public async Task Where_the_board_had_been_followed_the_file_says_what_differed_from_it()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna, Anna with { Exten = "1002", Hint = "SIP/1002" }, Anna with { Exten = "1003" });
        await rig.Database.FollowAsync(new SnapshotRow("from-internal", "1001", "PJSIP/1001", 0), new SnapshotRow("from-internal", "1002", "PJSIP/1002", 8));

        var (result, _) = await rig.RefreshAsync();

        using var json = await ReadAsync(rig, await result.File!.InTime());
        Assert.Equal("Verified: 2 differences found.", FormattableString.Invariant(result.TruthSentence!));
        Assert.Equal(2, json.RootElement.GetProperty("differing").GetInt32());
        Assert.Equal(
            [
                """{"context":"from-internal","extension":"1001","hint":"PJSIP/1001","present":true,"gone":null,"statusCode":8,"boardStatusCode":0}""",
                """{"context":"from-internal","extension":"1003","hint":"PJSIP/1001","present":true,"gone":null,"statusCode":8,"boardStatusCode":null}""",
            ],
            json.RootElement.GetProperty("differences").EnumerateArray().Select(difference => JsonSerializer.Serialize(difference)));
    }

    [Fact]
    public async Task Where_nobody_had_followed_the_file_says_nothing_of_the_board()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna);

        var (result, _) = await rig.RefreshAsync();

        using var json = await ReadAsync(rig, await result.File!.InTime());
        Assert.Null(result.TruthSentence);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("differing").ValueKind);
        Assert.False(json.RootElement.TryGetProperty("differences", out _));
    }

    [Fact]
    public async Task Hostile_values_are_text_in_the_file()
    {
        await using var rig = await RefreshRig.StartAsync();
        var refresh = rig.RefreshAsync();
        var session = await rig.Pbx.AcceptAsync();
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.StartListAsync(list.ActionId);
        await session.SendBytesAsync((byte[])[
            .. "Event: ExtensionStatus\r\nActionID: "u8, .. System.Text.Encoding.UTF8.GetBytes(list.ActionId),
            .. "\r\nExten: </script>\"\\\u0001\r\nContext: =cmd|' /C calc'!A0\r\nHint: "u8, 0xff, 0xfe, .. "\r\nStatus: 0\r\n\r\n"u8]);
        await session.CompleteAsync(list.ActionId, 1);

        var file = await (await refresh).Result.File!.InTime();

        using var json = await ReadAsync(rig, file);
        var row = Assert.Single(json.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal("</script>\"\\\u0001", row.GetProperty("extension").GetString());
        Assert.Equal("\uFFFD\uFFFD", row.GetProperty("hint").GetString());
        Assert.Contains("Hint: \uFFFD\uFFFD\r\n", json.RootElement.GetProperty("raw").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_the_limit_the_oldest_go()
    {
        await using var rig = await RefreshRig.StartAsync(settings: ("Refresh:KeepSnapshots", "2"));
        rig.Pbx.AnswerByItself(Anna);
        var names = new List<string>();
        for (var run = 0; run < 4; run++) names.Add((await (await rig.RefreshAsync()).Result.File!.InTime()).FileName!);

        var left = Directory.GetFiles(rig.Files.Folder).Select(path => Path.GetFileName(path)!);

        Assert.Equal(names.Order(StringComparer.Ordinal).Skip(2), left.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_takes_no_file_is_a_warning_and_the_refresh_is_saved()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna);
        Directory.CreateDirectory(Path.GetDirectoryName(rig.Files.Folder)!);
        await File.WriteAllTextAsync(rig.Files.Folder, "a file where the folder should be", TestContext.Current.CancellationToken);

        var (result, _) = await rig.RefreshAsync();
        var file = await result.File!.InTime();

        Assert.Null(file.FileName);
        Assert.Contains("could not be written", file.Message, StringComparison.Ordinal);
        Assert.Equal(["from-internal/1001=8"], await rig.RowsAsync());
        Assert.Contains(rig.Logs.GetSnapshot(), line => line.Id.Name == "SnapshotFileNotWritten");
    }

    [Theory]
    [InlineData("../amiblazor.db")]
    [InlineData("ami-response-../x.json")]
    [InlineData("ami-response-1.json.unfinished")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public async Task Only_our_own_names_are_opened(string name)
    {
        await using var rig = await RefreshRig.StartAsync();

        Assert.Null(rig.Files.Open(name));
    }

    [Fact]
    public async Task A_long_list_is_in_the_file_to_the_last_row()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Enumerable.Range(10_000, 3_000)
            .Select(number => Anna with { Exten = number.ToString(System.Globalization.CultureInfo.InvariantCulture) }));

        var (result, _) = await rig.RefreshAsync();
        var file = await result.File!.InTime();

        using var json = await ReadAsync(rig, file);
        Assert.Equal(3_000, json.RootElement.GetProperty("rows").GetArrayLength());
        Assert.Equal(result.Statistics.BufferSize, json.RootElement.GetProperty("raw").GetString()!.Length);
        Assert.Equal(file.Bytes, new FileInfo(Path.Combine(rig.Files.Folder, file.FileName!)).Length);
    }

    private static async Task<JsonDocument> ReadAsync(RefreshRig rig, SnapshotFile file)
    {
        await using var stream = rig.Files.Open(file.FileName!)!;
        return await JsonDocument.ParseAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
    }
}
