using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using static AmiBlazor.Tests.Ami.CollectorFeed;

namespace AmiBlazor.Tests.Ami;

public sealed class ExtensionStateCollectorTests
{
    private readonly ExtensionStateCache _cache = new();

    [Fact]
    public void Rows_become_states_in_their_order()
    {
        ExtensionState[] rows = [Row("1001"), Row("1002", 8), Row("1003", -2, hint: ""), Row("Zoë ☎", 17, "büro", "Custom:ä"), Row("*98", 4)];

        using var list = List(_cache, rows);

        Assert.Equal(rows, list.Rows.ToArray());
        Assert.Equal(5, list.RowsReceived);
    }

    [Fact]
    public void The_same_exten_in_two_contexts_is_two_extensions()
    {
        using var list = List(_cache, Row("1001", 0, "from-internal"), Row("1001", 8, "demo"), Row("1001", 4, "default"));

        Assert.Equal([0, 8, 4], list.Rows.ToArray().Select(row => row.Status));
    }

    [Fact]
    public void Names_that_would_run_together_are_kept_apart()
    {
        using var list = List(_cache, Row("1001", context: "ab"), Row("b1001", context: "a"), Row("a", context: "b1001"), Row("A", context: "b1001"));

        Assert.Equal(4, list.Rows.Length);
    }

    [Fact]
    public void An_extension_that_comes_twice_is_there_once_with_its_last_state()
    {
        using var list = List(_cache, Row("1001", 0), Row("1002", 1), Row("1001", 8), Row("1003"), Row("1001", 4));

        Assert.Equal([Row("1001", 4), Row("1002", 1), Row("1003")], list.Rows.ToArray());
        Assert.Equal(5, list.RowsReceived);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Of_two_hints_of_one_name_the_same_counts_in_either_order(bool isFirst)
    {
        var (one, other) = (Row("1001", 4, hint: "Custom:1001"), Row("1001", 1, hint: "Custom:cid"));

        using var list = List(_cache, isFirst ? [one, other] : [other, one]);

        Assert.Equal([one], list.Rows.ToArray());
        Assert.Equal([("from-internal", "1001")], list.Ambiguous);
        Assert.Equal(2, list.RowsReceived);
    }

    [Fact]
    public void An_extension_that_comes_twice_is_there_once_in_a_later_list_too()
    {
        List(_cache, Row("1001"), Row("1002")).Dispose();

        using var list = List(_cache, Row("1002"), Row("1001"), Row("1002"), Row("1001", 8));

        Assert.Equal([Row("1002"), Row("1001", 8)], list.Rows.ToArray());
    }

    [Fact]
    public void An_unchanged_row_is_the_object_of_the_list_before()
    {
        using var first = List(_cache, Row("1001"), Row("1002"), Row("ä", 8));
        using var second = List(_cache, Row("ä", 8), Row("1001"), Row("1002", 1));

        Assert.Same(first.Rows[2], second.Rows[0]);
        Assert.Same(first.Rows[0], second.Rows[1]);
        Assert.NotSame(first.Rows[1], second.Rows[2]);
        Assert.Equal((0, 1), (first.Rows[1].Status, second.Rows[2].Status));
    }

    [Fact]
    public void Contexts_are_one_string()
    {
        using var list = List(_cache, Row("1001"), Row("1002"), Row("1003", context: "demo"), Row("1004"));

        Assert.Same(list.Rows[0].Context, list.Rows[3].Context);
    }

    [Fact]
    public void Two_invalid_names_with_the_same_text_are_one_extension()
    {
        var bytes = Bytes(Row("1?1", 0), Row("1!1", 8));
        bytes[bytes.AsSpan().IndexOf("?1"u8)] = 0xFE;
        bytes[bytes.AsSpan().IndexOf("!1"u8)] = 0xFF;
        var hinted = bytes.AsSpan().Count((byte)0xFE) + bytes.AsSpan().Count((byte)0xFF);
        Assert.Equal(2, hinted);

        using var first = List(_cache, bytes);
        using var second = List(_cache, bytes);

        Assert.Equal([("1\uFFFD1", 8)], first.Rows.ToArray().Select(row => (row.Exten, row.Status)));
        Assert.Single(second.Rows.ToArray());
        Assert.Equal(1, _cache.Count);
    }

    [Theory]
    [InlineData("Event: ExtensionStatus\r\nContext: a\r\nStatus: 0\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nExten: 1\r\nStatus: 0\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nExten: 1\r\nContext: a\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nExten: \r\nContext: a\r\nStatus: 0\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nExten: 1\r\nContext: \r\nStatus: 0\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nExten: 1\r\nContext: a\r\nStatus: x\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nExten: 1\r\nContext: a\r\nStatus: 1x\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nExten: 1\r\nContext: a\r\nStatus: 99999999999\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nExtension: 1\r\nContext: a\r\nStatus: 0\r\n\r\n")]
    public void A_row_without_its_names_or_a_status_is_malformed(string row)
    {
        var failure = Assert.Throws<AmiMalformedException>(() => List(_cache, Encoding.UTF8.GetBytes(row)));

        Assert.Equal("PBX “main” (pbx.example:5038) sent an extension state without a valid Exten, Context, or Status; the list was discarded.", failure.Message);
        Assert.StartsWith("Event: ExtensionStatus, ", failure.PbxWords, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_are_known_in_any_case_and_order_and_the_first_counts()
    {
        using var list = List(_cache, "Event: ExtensionStatus\r\nSTATUS: 8\r\nhint: h\r\ncontext: c\r\nexten: 1\r\nExten: 2\r\nStatus: 0\r\n\r\n"u8);

        Assert.Equal([new ExtensionState("c", "1", "h", 8)], list.Rows.ToArray());
    }

    [Fact]
    public void A_hint_may_be_missing()
    {
        using var list = List(_cache, "Event: ExtensionStatus\r\nStatus: -1\r\nContext: c\r\nExten: 1\r\n\r\n"u8);

        Assert.Equal([new ExtensionState("c", "1", "", -1)], list.Rows.ToArray());
    }

    [Fact]
    public void A_list_longer_than_the_limit_is_refused()
    {
        using var collector = new ExtensionStateCollector(_cache, Errors, new AmiLimits { Rows = 3 });
        Add(collector, Bytes(Row("1"), Row("2"), Row("2")), new(new AmiLimits()));

        Assert.Throws<AmiLimitExceededException>(() => Add(collector, Bytes(Row("3")), new(new AmiLimits())));
    }

    [Theory, InlineData("1"), InlineData("3"), InlineData(""), InlineData("two"), InlineData("-2")]
    public void A_completion_that_counts_other_rows_is_refused(string listItems)
    {
        using var collector = new ExtensionStateCollector(_cache, Errors, new AmiLimits());
        Add(collector, Bytes(Row("1"), Row("2")), new(new AmiLimits()));

        var failure = Assert.Throws<AmiMalformedException>(() => CheckCount(collector, listItems));

        Assert.Contains("but sent 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_completion_counts_doubles()
    {
        using var collector = new ExtensionStateCollector(_cache, Errors, new AmiLimits());
        Add(collector, Bytes(Row("1"), Row("1")), new(new AmiLimits()));

        CheckCount(collector, "2");
    }

    [Fact]
    public void Two_lists_at_once_on_one_cache_are_refused()
    {
        using var first = new ExtensionStateCollector(_cache, Errors, new AmiLimits());

        Assert.Throws<InvalidOperationException>(() => new ExtensionStateCollector(_cache, Errors, new AmiLimits()));
        first.Dispose();
        List(_cache, Row("1")).Dispose();
    }

    [Fact]
    public void A_list_that_failed_leaves_nothing_behind()
    {
        List(_cache, Row("1"), Row("2")).Dispose();
        using (var failed = new ExtensionStateCollector(_cache, Errors, new AmiLimits()))
            Add(failed, Bytes(Row("2", 8), Row("3")), new(new AmiLimits()));
        Assert.Equal(0, _cache.Count);

        using var list = List(_cache, Row("1"), Row("2"), Row("3"));

        Assert.Equal([Row("1"), Row("2"), Row("3")], list.Rows.ToArray());
    }

    [Fact]
    public void Extensions_that_are_gone_are_forgotten()
    {
        using var first = List(_cache, Rows(2000));
        var kept = Rows(2000).Where((_, index) => index % 3 == 0).ToArray();
        using var second = List(_cache, kept);
        Assert.Equal(kept.Length, _cache.Count);

        using var third = List(_cache, Rows(2000));

        Assert.Equal(Rows(2000), third.Rows.ToArray());
        Assert.Same(second.Rows[5], third.Rows[15]);
        Assert.Equal(2000, _cache.Count);
    }

    [Fact]
    public void A_list_that_was_disposed_shows_no_rows()
    {
        var list = List(_cache, Row("1"));

        list.Dispose();
        list.Dispose();

        Assert.Throws<ObjectDisposedException>(() => list.Rows.Length);
    }

    [Fact]
    public void A_list_of_unchanged_rows_allocates_next_to_nothing()
    {
        var bytes = Bytes(Rows(10_000));
        var frame = new AmiFrame(new AmiLimits());
        for (var i = 0; i < 3; i++) List(_cache, bytes, frame).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        List(_cache, bytes, frame).Dispose();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, 4096);
    }

    [Fact]
    public void A_new_row_allocates_little()
    {
        var bytes = Bytes(Rows(10_000));
        var frame = new AmiFrame(new AmiLimits());
        List(new ExtensionStateCache(), bytes, frame).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        List(_cache, bytes, frame).Dispose();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated / 10_000.0, 100, 175);
    }

    private static void CheckCount(ExtensionStateCollector collector, string listItems)
    {
        var bytes = Encoding.UTF8.GetBytes($"Event: ExtensionStateListComplete\r\nListItems: {listItems}\r\n\r\n");
        Assert.Equal(AmiReadResult.Message, AmiMessageReader.Read(bytes, new(new AmiLimits()), out var message, out _));
        collector.CheckCount(message);
    }
}
