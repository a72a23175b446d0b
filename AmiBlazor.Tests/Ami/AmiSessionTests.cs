using AmiBlazor.Ami;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Ami.CollectorFeed;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiSessionTests : IAsyncDisposable
{
    private readonly FakeAmiServer _server = FakeAmiServer.Start();
    private readonly FakeClock _clock = new();
    private readonly AmiClient _client;

    public AmiSessionTests() => _client = new(_clock);

    private string Place => $"PBX “main” (127.0.0.1:{_server.Port})";

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Replies_find_their_askers_in_any_order()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var asking = Enumerable.Range(1000, 50).Select(exten => session.GetExtensionStateAsync("from-internal", $"{exten}", AmiClient.Token).InTime()).ToArray();
        var asked = new List<FakeAmiAction>();
        while (asked.Count < asking.Length) asked.Add(await pbx.ExpectAsync("ExtensionState"));
        foreach (var action in Enumerable.Reverse(asked))
            await pbx.SucceedAsync(action.ActionId, "Exten: " + action["Exten"], "Context: " + action["Context"], "Hint: PJSIP/" + action["Exten"], "Status: 8");

        var states = await Task.WhenAll(asking);

        Assert.Equal(Enumerable.Range(1000, 50).Select(exten => Row($"{exten}", 8)), states);
        Assert.Equal(50, asked.Select(action => action.ActionId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Single_queries_leave_the_count_of_rows_to_who_asks_them()
    {
        await using var session = await AutomaticAsync();
        _client.Progress.Report(7, 0);

        await session.GetExtensionStateAsync("from-internal", "1001", AmiClient.Token).InTime();

        Assert.Equal(7, _client.Progress.Rows);
    }

    [Fact]
    public async Task An_unknown_extension_has_status_minus_one_and_no_hint()
    {
        await using var session = await AutomaticAsync();

        Assert.Equal(new ExtensionState("demo", "9999", "", -1), await session.GetExtensionStateAsync("demo", "9999", AmiClient.Token).InTime());
    }

    [Fact]
    public async Task A_single_query_without_permission_names_it()
    {
        await using var session = await AutomaticAsync(answers => answers.Refusals["ExtensionState"] = "Permission denied");

        var failure = await Assert.ThrowsAsync<AmiPermissionException>(() => session.GetExtensionStateAsync("demo", "1001", AmiClient.Token).InTime());

        Assert.Contains("Add write=reporting (or call)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_single_query_comes_with_the_words_of_the_PBX()
    {
        await using var session = await AutomaticAsync(answers => answers.Refusals["ExtensionState"] = "Extension not specified");

        var failure = await Assert.ThrowsAsync<AmiRefusedException>(() => session.GetExtensionStateAsync("demo", "", AmiClient.Token).InTime());

        Assert.Equal("Extension not specified", failure.PbxWords);
    }

    [Fact]
    public async Task A_state_without_a_status_is_malformed()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var asking = session.GetExtensionStateAsync("demo", "1001", AmiClient.Token).InTime();
        await pbx.SucceedAsync((await pbx.ExpectAsync("ExtensionState")).ActionId, "Hint: x", "Status: many");

        await Assert.ThrowsAsync<AmiMalformedException>(() => asking);
    }

    [Theory, InlineData("1001\r\nAction: Originate"), InlineData("1001\n"), InlineData("10\r01"), InlineData("10\001")]
    public async Task An_extension_with_a_line_break_never_reaches_the_wire(string exten)
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;

        await Assert.ThrowsAsync<AmiInvalidActionException>(() => session.GetExtensionStateAsync("demo", exten, AmiClient.Token));

        var pinging = session.SendAsync(new("Ping"), AmiClient.Token).InTime();
        await pbx.SucceedAsync((await pbx.ExpectAsync("Ping")).ActionId);
        await pinging;
        Assert.DoesNotContain("Exten", pbx.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_without_a_reply_is_given_up_after_ten_seconds()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var pinging = session.SendAsync(new("Ping", "ping-1"), AmiClient.Token).InTime();
        await pbx.ExpectAsync("Ping");
        await _clock.TimerDueInAsync(TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(pinging.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.001));

        var failure = await Assert.ThrowsAsync<AmiTimeoutException>(() => pinging);

        Assert.Equal($"{Place} did not answer Ping within 10 s. Check its load and the network.", failure.Message);
    }

    [Fact]
    public async Task A_late_reply_harms_nobody()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        using var cancel = new CancellationTokenSource();
        var first = session.SendAsync(new("Ping", "ping-1"), cancel.Token).InTime();
        await pbx.ExpectAsync("Ping");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = session.SendAsync(new("Ping", "ping-2"), AmiClient.Token).InTime();
        await pbx.SucceedAsync("ping-1", "Ping: late");
        await pbx.SucceedAsync("ping-2", "Ping: Pong");

        Assert.Equal("Pong", (await second)["ping"]);
    }

    [Fact]
    public async Task Everybody_who_waits_hears_why_the_session_ended_and_so_does_who_comes_late()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var waiting = Enumerable.Range(0, 5).Select(i => session.SendAsync(new("Ping", $"ping-{i}"), AmiClient.Token).InTime()).ToArray();
        var listing = session.ListExtensionStatesAsync("bulk-1", new(), AmiClient.Token).InTime();
        await pbx.SendTextAsync(new string('x', 1_048_577));

        foreach (var one in waiting) await Assert.ThrowsAsync<AmiLimitExceededException>(() => one);
        await Assert.ThrowsAsync<AmiLimitExceededException>(() => listing);
        var late = await Assert.ThrowsAsync<AmiLimitExceededException>(() => session.SendAsync(new("Ping"), AmiClient.Token));
        Assert.Equal($"{Place} sent 1048576 bytes without the end of a message; the connection was closed. Check what is between AmiBlazor and the PBX.", late.Message);
    }

    [Fact]
    public async Task Disposal_fails_who_waits_and_closes_and_twice_is_harmless()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        var pinging = session.SendAsync(new("Ping"), AmiClient.Token).InTime();

        await session.DisposeAsync();
        await session.DisposeAsync();

        var failure = await Assert.ThrowsAsync<AmiClosedException>(() => pinging);
        Assert.Equal($"AmiBlazor closed the session with {Place}.", failure.Message);
        await pbx.ExpectCloseAsync();
    }

    [Fact]
    public async Task A_logoff_waits_for_the_goodbye()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var leaving = session.LogoffAsync("bulk-1-complete").InTime();
        var action = await pbx.ExpectAsync("Logoff");
        Assert.Equal("bulk-1-complete", action.ActionId);
        Assert.False(leaving.IsCompleted);

        await pbx.SendAsync("Response: Goodbye", "ActionID: bulk-1-complete", "Message: Thanks for all the fish.");

        await leaving;
    }

    [Fact]
    public async Task A_logoff_does_without_a_goodbye_after_a_second()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var leaving = session.LogoffAsync("bulk-1-timeout").InTime();
        await pbx.ExpectAsync("Logoff");
        await _clock.TimerDueInAsync(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));

        await leaving;
    }

    [Fact]
    public async Task A_logoff_that_fails_harms_nothing()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var leaving = session.LogoffAsync("bulk-1-stop").InTime();
        await pbx.ExpectAsync("Logoff");
        pbx.Reset();

        await leaving;
        await session.LogoffAsync("bulk-1-stop").InTime();
        await session.LogoffAsync("bulk-1\r\nAction: Originate").InTime();
        await session.DisposeAsync();
        await session.LogoffAsync("bulk-1-stop").InTime();
    }

    [Fact]
    public async Task The_PBX_that_answers_by_itself_lists_what_it_has()
    {
        var answers = _server.AnswerByItself(Row("1001"), Row("1002", 8));
        await using var session = await _client.ConnectAsync(_server.Options());
        answers.Set(Row("1003", 4));
        answers.Remove("from-internal", "1001");

        using var list = await session.ListExtensionStatesAsync("bulk-1", new(), AmiClient.Token).InTime();
        await session.LogoffAsync("bulk-1-complete").InTime();

        Assert.Equal([Row("1002", 8), Row("1003", 4)], list.Rows.ToArray());
        Assert.Equal(["ExtensionStateList", "Logoff"], answers.Actions);
    }

    private async Task<AmiSession> AutomaticAsync(Action<FakeAmiAnswers>? set = null)
    {
        set?.Invoke(_server.AnswerByItself(Row("1001")));
        if (set is null) _server.AnswerByItself(Row("1001"));
        return await _client.ConnectAsync(_server.Options());
    }
}
