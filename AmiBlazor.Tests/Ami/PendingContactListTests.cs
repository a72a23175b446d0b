using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Tests.Ami;

/// <summary>The registered contacts, as Asterisk 16 and 22 keep them: JSON in which a phone chose some of the texts.</summary>
public sealed class PendingContactListTests
{
    private const string Json =
        """{"via_addr":"192.168.1.5","qualify_timeout":"3.000000","call_id":"b48d1d25a3149c16","path":"","endpoint":"1001","via_port":"52426","authenticate_qualify":"no","uri":"sip:1001@192.0.2.7:52426","qualify_frequency":"60","user_agent":"LabPhone/1.0","expiration_time":"1795985503"}""";

    private readonly PendingActions _pending = new(takesUnnamedErrors: false);

    [Fact]
    public async Task A_contact_is_read_whatever_count_stands_at_the_end()
    {
        var (rows, isWhole) = await ListAsync(Row("1001;@a", Json), Row("1002;@b", Json.Replace("\"1001\"", "\"1002\"", StringComparison.Ordinal)));

        Assert.True(isWhole);
        Assert.Equal(2, rows.Count);
        Assert.Equal(
            new ContactRow(
                "1001;@a", "1001", "sip:1001@192.0.2.7:52426", "192.168.1.5", "LabPhone/1.0", DateTimeOffset.FromUnixTimeSeconds(1_795_985_503), IsQualified: true),
            rows[0]);
    }

    [Fact]
    public async Task An_endpoint_that_no_hint_has_is_left_out()
    {
        var (rows, isWhole) = await ListAsync(Row("9;@a", Json.Replace("\"1001\"", "\"9\"", StringComparison.Ordinal)));

        Assert.Empty(rows);
        Assert.True(isWhole);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"endpoint":"1001"}""")]
    [InlineData("""{"endpoint":"1001","uri":"sip:x@y"} {"endpoint":"1002"}""")]
    [InlineData("""{"endpoint":"1001","uri":"sip:x@y","user_agent":"\ud800"}""")]
    [InlineData("""{"endpoint":"1001","uri":"sip:x@y" """)]
    [InlineData("""{"endpoint":{"a":["b"]},"uri":"sip:x@y"}""")]
    [InlineData("""{"endpoint":"1001","uri":"sip:x@y","a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]""")]
    public async Task Broken_JSON_costs_its_own_row_alone_and_says_that_the_list_is_not_whole(string json)
    {
        var (rows, isWhole) = await ListAsync(Row("1001;@a", json), Row("1002;@b", Json.Replace("\"1001\"", "\"1002\"", StringComparison.Ordinal)));

        Assert.Equal(["1002"], rows.Select(row => row.Endpoint));
        Assert.False(isWhole);
    }

    [Fact]
    public async Task A_phone_that_calls_itself_something_of_ten_kilobytes_costs_no_other_row()
    {
        var (rows, isWhole) = await ListAsync(
            Row("1001;@a", Json.Replace("LabPhone", new string('U', 10_240), StringComparison.Ordinal)), Row("1001;@b", Json));

        Assert.Equal(["1001;@b"], rows.Select(row => row.Id));
        Assert.False(isWhole);
    }

    [Theory]
    [InlineData("""a\r\n\r\nEvent: x""", "a\ufffd\ufffd\ufffd\ufffdEvent: x")]
    [InlineData("""<b>\"\u001B\u0007</b>""", "<b>\"\ufffd\ufffd</b>")]
    public async Task Control_characters_of_a_phone_are_replaced(string agent, string shown)
    {
        var (rows, _) = await ListAsync(Row("1001;@a", Json.Replace("LabPhone/1.0", agent, StringComparison.Ordinal)));

        Assert.Equal(shown, Assert.Single(rows).UserAgent);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("99999999999999999999")]
    [InlineData("999999999999999")]
    [InlineData("soon")]
    public async Task A_time_that_is_none_is_not_told(string time)
    {
        var (rows, _) = await ListAsync(Row("1001;@a", Json.Replace("1795985503", time, StringComparison.Ordinal)));

        Assert.Null(Assert.Single(rows).ExpiresAt);
    }

    [Fact]
    public async Task Mutated_rows_neither_crash_nor_bring_what_was_not_asked_for()
    {
        var random = new Random(1129);
        var row = Encoding.UTF8.GetBytes(Row("1001;@a", Json).Replace("|", "\r\n", StringComparison.Ordinal));
        using var list = Begin();
        var frame = new AmiFrame(new AmiLimits());
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])row.Clone();
            for (var changes = random.Next(4); changes > 0; changes--) bytes[random.Next(bytes.Length - 4)] = (byte)random.Next(256);
            if (AmiMessageReader.Read(bytes, frame, out var message, out _) == AmiReadResult.Message) list.Receive(message);
            frame.Reset();
        }

        Receive("Event: DBGetTreeComplete|ActionID: list-1|EventList: Complete|ListItems: 1||");
        var rows = await list.End;
        Assert.InRange(rows.Count, 5_000, 20_000);
        Assert.All(rows, one => Assert.Equal("1001", one.Endpoint, ignoreCase: true));
    }

    private static string Row(string id, string json) => $"Event: DBGetTreeResponse|Key: /registrar/contact/{id}|Val: {json}|ActionID: list-1||";

    private async Task<(IReadOnlyList<ContactRow> Rows, bool IsWhole)> ListAsync(params IEnumerable<string> rows)
    {
        using var list = Begin();
        Receive("Response: Success|ActionID: list-1|EventList: start|Message: Result will follow||");
        foreach (var row in rows) Receive(row);
        Receive("Event: DBGetTreeComplete|ActionID: list-1|EventList: Complete|ListItems: 1||");
        return (await list.End, list.IsWhole);
    }

    private PendingContactList Begin()
    {
        var list = new PendingContactList(new AmiAction("DBGetTree", "list-1"), _pending, new(["1001", "1002"], StringComparer.OrdinalIgnoreCase), CollectorFeed.Errors, new AmiLimits());
        _pending.Add(list);
        return list;
    }

    private void Receive(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("|", "\r\n", StringComparison.Ordinal));
        Assert.Equal(AmiReadResult.Message, AmiMessageReader.Read(bytes, new AmiFrame(new AmiLimits()), out var message, out _));
        _pending.Receive(message, out _);
    }
}
