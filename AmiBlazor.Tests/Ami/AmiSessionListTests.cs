using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Ami.CollectorFeed;

namespace AmiBlazor.Tests.Ami;

/// <summary>The clock stands still in most of these tests: a list that waited for anything but bytes would never end.</summary>
public sealed class AmiSessionListTests : IAsyncDisposable
{
    private readonly FakeAmiServer _server = FakeAmiServer.Start();
    private readonly FakeClock _clock = new();
    private readonly AmiClient _client;
    private readonly ExtensionStateCache _cache = new();

    public AmiSessionListTests() => _client = new(_clock);

    private string Place => $"PBX “main” (127.0.0.1:{_server.Port})";

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_list_is_complete_with_its_own_completion_and_without_a_wait()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        var action = await pbx.ExpectAsync("ExtensionStateList");
        await pbx.SendListAsync(action.ActionId, Row("1001"), Row("1002", 8), Row("1001", 4, "demo"));

        using var list = await listing;

        Assert.Equal("bulk-1", action.ActionId);
        Assert.Equal("off", action["Events"]);
        Assert.Equal([Row("1001"), Row("1002", 8), Row("1001", 4, "demo")], list.Rows.ToArray());
        Assert.Equal(3, list.RowsReceived);
        Assert.Equal(3, _client.Progress.Rows);
        Assert.Equal(_client.Transcript.Length, _client.Progress.Bytes);
    }

    [Fact]
    public async Task The_Success_that_starts_a_list_does_not_end_it()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.StartListAsync("bulk-1");
        await pbx.SendRowsAsync("bulk-1", Row("1001"));
        await Answered(session, pbx);
        Assert.False(listing.IsCompleted);

        await pbx.CompleteAsync("bulk-1", 1);

        using var list = await listing;
        Assert.Equal(1, list.RowsReceived);
    }

    [Fact]
    public async Task Live_events_and_other_lists_in_between_do_no_harm()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.StartListAsync("bulk-1");
        await pbx.SendRowsAsync("bulk-1", Row("1001"));
        await pbx.SendAsync("Event: ExtensionStatus", "Privilege: call,all", "Exten: 1001", "Context: from-internal", "Hint: PJSIP/1001", "Status: 8", "StatusText: Ringing");
        await pbx.SendRowsAsync("bulk-2", Row("1009"));
        await pbx.CompleteAsync("bulk-2", 1);
        await pbx.SendAsync("Event: ExtensionStateListComplete", "EventList: Complete", "ListItems: 1");
        await pbx.SendAsync("Event: DeviceStateChange", "Privilege: call,all", "Device: PJSIP/1001", "State: RINGING");
        await pbx.SendRowsAsync("bulk-1", Row("1002"));
        await pbx.CompleteAsync("bulk-1", 2);

        using var list = await listing;

        Assert.Equal([Row("1001"), Row("1002")], list.Rows.ToArray());
    }

    [Theory, InlineData(1), InlineData(7), InlineData(100)]
    public async Task A_list_may_come_in_pieces_of_any_size(int size)
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        ExtensionState[] rows = [Row("1001"), Row("Zoë ☎ 😀", 8), Row("1003", -2, hint: "")];
        var wire = "Response: Success\r\nActionID: bulk-1\r\nEventList: start\r\n\r\n"
            + string.Concat(rows.Select(row => FakeAmiSession.Row("bulk-1", row)))
            + "Event: ExtensionStateListComplete\r\nActionID: bulk-1\r\nListItems: 3\r\n\r\n";
        foreach (var piece in Encoding.UTF8.GetBytes(wire).Chunk(size)) await pbx.SendBytesAsync(piece);

        using var list = await listing;

        Assert.Equal(rows, list.Rows.ToArray());
    }

    [Fact]
    public async Task A_long_list_crosses_the_blocks_of_the_receive_buffer_unharmed()
    {
        using var client = new AmiClient();
        var (session, pbx) = await client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.SendListAsync("bulk-1", [.. Rows(20_000)]);

        using var list = await listing;

        Assert.Equal(Rows(20_000), list.Rows.ToArray());
        Assert.Equal(20_000, client.Progress.Rows);
        Assert.Equal(client.Transcript.Length, client.Progress.Bytes);
        Assert.EndsWith("ListItems: 20000\r\n\r\n", Text(client.Transcript), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_list_on_the_same_session_brings_the_same_objects()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.SendListAsync("bulk-1", Row("1001"), Row("1002"));
        using var first = await listing;
        listing = session.ListExtensionStatesAsync("bulk-2", _cache, AmiClient.Token).InTime();
        await pbx.SendListAsync("bulk-2", Row("1001"), Row("1002", 1));

        using var second = await listing;

        Assert.Same(first.Rows[0], second.Rows[0]);
        Assert.Equal(1, second.Rows[1].Status);
    }

    [Fact]
    public async Task No_hints_are_an_empty_list_and_not_an_error()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var older = List(session);
        await pbx.SendListAsync("bulk-1");
        Assert.Equal(0, (await older).RowsReceived);
        var newer = List(session);
        await pbx.RefuseAsync("bulk-1", "No dialplan hints are available");

        using var list = await newer;

        Assert.Equal((0, 0), (list.RowsReceived, list.Rows.Length));
    }

    [Theory, InlineData(1), InlineData(3), InlineData(0)]
    public async Task Rows_that_do_not_match_ListItems_are_no_list(int listItems)
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.StartListAsync("bulk-1");
        await pbx.SendRowsAsync("bulk-1", Row("1001"), Row("1002"));
        await pbx.CompleteAsync("bulk-1", listItems);

        var failure = await Assert.ThrowsAsync<AmiMalformedException>(() => listing);

        Assert.Equal($"{Place} reported {listItems} rows at the end of its list but sent 2; the list was discarded. Try again.", failure.Message);
        Assert.Equal($"ListItems: {listItems}", failure.PbxWords);
        await Answered(session, pbx);
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        var failure = await Assert.ThrowsAsync<AmiPermissionException>(() => RefusedListAsync("Permission denied"));

        Assert.Equal(
            $"The manager account “amiblazor” may not use ExtensionStateList on {Place}. Add write=reporting (or call) to it in manager.conf, then reload the manager.",
            failure.Message);
        Assert.Equal("Permission denied", failure.PbxWords);
    }

    [Fact]
    public async Task An_unknown_action_is_told_as_one()
    {
        var failure = await Assert.ThrowsAsync<AmiCommandUnknownException>(
            () => RefusedListAsync("Invalid/unknown command: ExtensionStateList. Use Action: ListCommands to show available commands."));

        Assert.StartsWith($"{Place} does not know the action ExtensionStateList.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_other_refusal_comes_with_the_words_of_the_PBX()
    {
        var failure = await Assert.ThrowsAsync<AmiRefusedException>(() => RefusedListAsync("Not <b>today</b>\u001b[31m"));

        Assert.Equal($"{Place} refused the action ExtensionStateList.", failure.Message);
        Assert.Equal("Not <b>today</b>\uFFFD[31m", failure.PbxWords);
    }

    [Theory, InlineData(false, "closed"), InlineData(true, "dropped")]
    public async Task A_list_that_is_cut_off_is_told_as_one(bool reset, string what)
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.ExpectAsync("ExtensionStateList");
        await pbx.StartListAsync("bulk-1");
        await pbx.SendRowsAsync("bulk-1", Row("1001"), Row("1002"));
        await Answered(session, pbx);
        if (reset)
            pbx.Reset();
        else
            pbx.Cut();

        var failure = await Assert.ThrowsAsync<AmiClosedException>(() => listing);

        Assert.Equal($"{Place} {what} the connection in the middle of its list, after 2 rows. Check whether Asterisk was restarted, then try again.", failure.Message);
        Assert.Equal(0, _cache.Count);
    }

    [Theory]
    [InlineData("Event: ExtensionStatus\r\nActionID: bulk-1\r\nHTTP/1.1 400 Bad Request\r\n\r\n", "a row whose line 3 is no header; the list was discarded. Check the value before it for a line break.")]
    [InlineData("Event: ExtensionStatus\r\nActionID: bulk-1\r\nExten: 1\0\r\n\r\n", "a row with a NUL in line 3; the list was discarded.")]
    [InlineData("Event: ExtensionStatus\r\nActionID: bulk-1\r\nExtension: 1001\r\nContext: from-internal\r\nStatus: 0\r\n\r\n", "an extension state without a valid Exten, Context, or Status; the list was discarded.")]
    public async Task A_row_that_cannot_be_read_costs_the_list_and_not_the_session(string bytes, string expected)
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.ExpectAsync("ExtensionStateList");
        await pbx.StartListAsync("bulk-1");
        await pbx.SendRowsAsync("bulk-1", Row("1001"));
        await pbx.SendTextAsync(bytes);

        var failure = await Assert.ThrowsAsync<AmiMalformedException>(() => listing);
        await pbx.CompleteAsync("bulk-1", 2);

        Assert.EndsWith(expected, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("Event: ExtensionStatus", failure.PbxWords, StringComparison.Ordinal);
        Assert.False(session.Ended.IsCompleted);
        await Answered(session, pbx);
    }

    [Theory]
    [InlineData("this is not AMI\r\n\r\n")]
    [InlineData("Event: Newchannel\r\nCallerIDNum: 1\r\n\r\nEvent: ExtensionStatus\r\nExten: 1\r\nodd\r\n\r\n")]
    [InlineData("Event: SMS\r\n--END SMS EVENT--\r\n\r\n")]
    public async Task What_is_not_of_the_list_is_skipped_whatever_it_looks_like(string bytes)
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.ExpectAsync("ExtensionStateList");
        await pbx.StartListAsync("bulk-1");
        await pbx.SendTextAsync(bytes);
        await pbx.SendRowsAsync("bulk-1", Row("1001"));
        await pbx.SendTextAsync(bytes);
        await pbx.CompleteAsync("bulk-1", 1);

        using var list = await listing;
        Assert.Equal(Row("1001"), list.Rows[0]);
        Assert.Equal(1, list.Rows.Length);
    }

    [Fact]
    public async Task A_PBX_that_falls_silent_in_its_list_is_given_up_after_ten_seconds()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.ExpectAsync("ExtensionStateList");
        await pbx.StartListAsync("bulk-1");
        await pbx.SendRowsAsync("bulk-1", Row("1001"));
        await Answered(session, pbx);
        await FallSilentAsync(() => listing.IsCompleted);

        var failure = await Assert.ThrowsAsync<AmiTimeoutException>(() => listing);

        Assert.Equal($"{Place} sent nothing for 10 s in the middle of its list, after 1 rows. Check its load and the network.", failure.Message);
    }

    [Fact]
    public async Task A_list_that_is_slow_but_moves_is_not_given_up()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.ExpectAsync("ExtensionStateList");
        for (var i = 0; i < 5; i++)
        {
            await pbx.SendRowsAsync("bulk-1", Row("100" + i));
            await Answered(session, pbx);
            _clock.Advance(TimeSpan.FromSeconds(9));
        }

        Assert.False(listing.IsCompleted);
        await pbx.CompleteAsync("bulk-1", 5);

        Assert.Equal(5, (await listing).RowsReceived);
    }

    [Fact]
    public async Task A_cancelled_list_ends_at_once_and_leaves_the_session_usable()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        using var cancel = new CancellationTokenSource();
        var listing = session.ListExtensionStatesAsync("bulk-1", _cache, cancel.Token).InTime();
        await pbx.ExpectAsync("ExtensionStateList");
        await pbx.StartListAsync("bulk-1");
        await pbx.SendRowsAsync("bulk-1", Row("1001"));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing);
        await pbx.SendRowsAsync("bulk-1", Row("1002"));
        await pbx.CompleteAsync("bulk-1", 2);
        await Answered(session, pbx);
        var second = session.ListExtensionStatesAsync("bulk-2", _cache, AmiClient.Token).InTime();
        await pbx.SendListAsync("bulk-2", Row("1003"));
        using var list = await second;
        Assert.Equal([Row("1003")], list.Rows.ToArray());
    }

    [Fact]
    public async Task Two_lists_at_once_on_one_cache_are_refused()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.ListExtensionStatesAsync("bulk-2", _cache, AmiClient.Token));

        await pbx.SendListAsync("bulk-1", Row("1001"));
        Assert.Equal(1, (await listing).RowsReceived);
    }

    [Fact]
    public async Task A_list_that_ends_one_receive_block_in_drops_and_goes_on_in_the_next_is_whole()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.StartListAsync("bulk-1");
        var rows = Encoding.UTF8.GetBytes(string.Concat(Rows(2_500).Select(row => FakeAmiSession.Row("bulk-1", row))));
        Assert.True(rows.Length > 300_000);

        // 240,000 bytes leave so little of the block that the next read opens another, in the middle of a message.
        var sent = 0;
        foreach (var piece in (int[])[.. Enumerable.Repeat(20_000, 12), .. Enumerable.Repeat(30, 10)])
        {
            await pbx.SendBytesAsync(rows.AsMemory(sent, piece));
            sent += piece;
            await ReceivedAsync(pbx.Sent, listing);
        }

        await pbx.SendBytesAsync(rows.AsMemory(sent));
        await pbx.CompleteAsync("bulk-1", 2_500);

        using var list = await listing;
        Assert.Equal([.. Rows(2_500)], list.Rows.ToArray());
    }

    [Fact]
    public async Task A_long_list_is_read_in_gulps()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        var action = await pbx.ExpectAsync("ExtensionStateList");
        await pbx.StartListAsync(action.ActionId);

        // A write for each row, as Asterisk does it.
        foreach (var row in Rows(5_000)) await pbx.SendRowsAsync(action.ActionId, row);
        await pbx.CompleteAsync(action.ActionId, 5_000);

        using var list = await listing;
        Assert.Equal(5_000, list.RowsReceived);
        Assert.InRange(_client.Reads, 1, 1_000);
    }

    /// <summary>Returns when so many bytes have been taken from the socket, or when nobody takes any more.</summary>
    private Task ReceivedAsync(long bytes, Task listing) => Polling.UntilAsync(() => _client.Progress.Bytes >= bytes || listing.IsCompleted);

    private static string Text(AmiTranscript transcript) => string.Concat(transcript.Blocks.Select(block => Encoding.UTF8.GetString(block.Span)));

    /// <summary>Everything sent before this has been read and handled.</summary>
    private static async Task Answered(AmiSession session, FakeAmiSession pbx)
    {
        var ping = new AmiAction("Ping");
        var reply = session.SendAsync(ping, AmiClient.Token).InTime();
        while ((await pbx.ReadAsync())?.Name is not "Ping")
        {
        }

        await pbx.SucceedAsync(ping.Id, "Ping: Pong");
        Assert.False((await reply).IsError);
    }

    private Task<ExtensionStateList> List(AmiSession session) => session.ListExtensionStatesAsync("bulk-1", _cache, AmiClient.Token).InTime();

    private async Task<ExtensionStateList> RefusedListAsync(string words)
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = List(session);
        await pbx.RefuseAsync((await pbx.ExpectAsync("ExtensionStateList")).ActionId, words);
        return await listing;
    }

    /// <summary>Lets the time pass until somebody has had enough of it.</summary>
    private async Task FallSilentAsync(Func<bool> enough)
    {
        for (var i = 0; i < 3 && !enough(); i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }
    }
}
