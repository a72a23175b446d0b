using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiMessageReaderTests
{
    [Theory, MemberData(nameof(Transcript.Versions), MemberType = typeof(Transcript))]
    public void What_Asterisk_said_is_read_whole(int version) =>
        Assert.All(Transcript.Sessions(version), session => Assert.Equal(session.Messages, MessageFeed.Read(session.Bytes)));

    [Theory, MemberData(nameof(Transcript.Versions), MemberType = typeof(Transcript))]
    public void What_Asterisk_said_is_read_byte_by_byte(int version) =>
        Assert.All(Transcript.Sessions(version), session => Assert.Equal(session.Messages, MessageFeed.Read(session.Bytes.Select(one => new[] { one }))));

    [Theory, MemberData(nameof(Transcript.Versions), MemberType = typeof(Transcript))]
    public void What_Asterisk_said_is_read_when_cut_anywhere(int version)
    {
        foreach (var (bytes, messages) in Transcript.Sessions(version))
        {
            for (var cut = 0; cut <= bytes.Length; cut++)
                Assert.Equal(messages, MessageFeed.Read(bytes[..cut], bytes[cut..]));
        }
    }

    [Theory]
    [InlineData("Event: A\r\nX: 1\r\n\r\n")]
    [InlineData("Event: A\r\nX: 1\r\n\n")]
    [InlineData("\r\n\n\r\nEvent: A\r\nX: 1\r\n\r\n\r\n")]
    public void Every_end_of_an_event_that_was_seen_ends_it(string wire)
    {
        var bytes = Encoding.UTF8.GetBytes(wire);

        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(["Event: A\nX: 1"], MessageFeed.Read(bytes[..cut], bytes[cut..]));
    }

    [Theory]
    [InlineData("Event: A\r\nX: 1\nY: 2\r\n\r\n", "Event: A|X: 1\nY: 2")]
    [InlineData("Event: A\r\nX: 1\n\nEvent: B\nY: 2\r\nZ: 3\r\n\r\n", "Event: A|X: 1\n\nEvent: B\nY: 2|Z: 3")]
    [InlineData("Event: A\r\nX: 1\r\rY: 2\r\r\n\r\n", "Event: A|X: 1\r\rY: 2\r")]
    [InlineData("Event: A\nX: 1\n\nEvent: B\r\n\r\n", "Event: A\nX: 1\n\nEvent: B")]
    public void A_line_end_alone_is_part_of_the_value(string wire, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(wire);

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var message = Assert.Single(MessageFeed.Read(bytes[..cut], bytes[cut..]));
            Assert.Equal(string.Join('\n', expected.Split('|')), message);
        }
    }

    [Fact]
    public void Values_may_be_empty_hold_colons_and_spaces_and_follow_the_colon_at_once()
    {
        var message = Assert.Single(MessageFeed.Read("A:\r\nB: \r\nC: x: y:z\r\nD:e\r\nF:  two\r\nG: cr\rin\r\n\r\n"u8.ToArray()));

        Assert.Equal("A: \nB: \nC: x: y:z\nD: e\nF:  two\nG: cr\rin", message);
    }

    [Fact]
    public void Of_a_repeated_name_the_first_counts_whatever_its_case()
    {
        var bytes = "Event: A\r\nvariable: one\r\nVariable: two\r\n\r\n"u8;

        var result = AmiMessageReader.Read(bytes, new(new AmiLimits()), out var message, out var consumed);

        Assert.Equal((AmiReadResult.Message, bytes.Length, 3), (result, consumed, message.Count));
        Assert.True(message.TryGet("VARIABLE"u8, out var value));
        Assert.Equal("one", AmiText.Decode(value));
        Assert.Equal("two", AmiText.Decode(message.Value(2)));
        Assert.False(message.TryGet("Variables"u8, out _));
        Assert.True(message.Has("event"u8, "a"u8));
    }

    [Fact]
    public void A_value_is_decoded_whole_and_what_is_invalid_replaced()
    {
        byte[] bytes = [.. "Event: A\r\nName: Zoë "u8, 0xFF, .. " ☎\r\n\r\n"u8];

        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(["Event: A\nName: Zoë \uFFFD ☎"], MessageFeed.Read(bytes[..cut], bytes[cut..]));
    }

    [Theory]
    [InlineData("Event: A\r\nno colon\r\n\r\n", nameof(AmiOddity.NoHeader), "2 no colon")]
    [InlineData("Event: A\r\nB: 1\r\n: no name\r\n\r\n", nameof(AmiOddity.NoHeader), "3 : no name")]
    [InlineData("<html>\r\n\r\n", nameof(AmiOddity.NoHeader), "1 <html>")]
    [InlineData("Event: A\r\nX: nul\0\r\nY: 2\r\n\r\n", nameof(AmiOddity.Nul), "X: nul\0")]
    [InlineData("X\0: nul\r\n\r\n", nameof(AmiOddity.Nul), "X\0: nul")]
    [InlineData("Event: A\r\none\r\ntwo: \0\r\n\r\n", nameof(AmiOddity.NoHeader), "2 one")]
    public void An_odd_message_is_read_to_its_end_and_its_first_odd_line_named(string wire, string oddity, string line)
    {
        var bytes = Encoding.UTF8.GetBytes(wire + "Event: B\r\n\r\n");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var feed = new MessageFeed();
            feed.Receive(bytes.AsSpan(0, cut));
            feed.Receive(bytes.AsSpan(cut));

            Assert.Equal((2, "Event: B"), (feed.Messages.Count, feed.Messages[^1]));
            Assert.Equal([oddity, nameof(AmiOddity.None)], feed.Oddities.Select(one => one.Oddity.ToString()));
            Assert.EndsWith(line, feed.Oddities[0].Line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_line_may_be_as_long_as_the_limit_and_what_is_longer_is_odd()
    {
        var feed = new MessageFeed(new AmiLimits { LineLength = 100 });

        feed.Receive(Encoding.UTF8.GetBytes("Name: " + new string('x', 94) + "\r\n\r\n"));
        feed.Receive(Encoding.UTF8.GetBytes("A: 1\r\nName: " + new string('x', 95) + "\r\nB: 2\r\n\r\n"));

        Assert.Equal([AmiOddity.None, AmiOddity.LongLine], feed.Oddities.Select(one => one.Oddity));
        Assert.Equal("A: 1\nB: 2", feed.Messages[1]);
    }

    [Theory, InlineData("x"), InlineData("Name: x"), InlineData("x\r\n"), InlineData("Name: x\r\n"), InlineData("x\n")]
    public void An_endless_message_is_refused_before_it_is_kept(string piece)
    {
        var feed = new MessageFeed(new AmiLimits { MessageBytes = 1000 });
        var sent = 0;

        while (feed.Last == AmiReadResult.NeedMore && sent++ < 2000) feed.Receive(Encoding.UTF8.GetBytes(piece));

        Assert.Equal(AmiReadResult.MessageTooLong, feed.Last);
        Assert.InRange(feed.Kept, 0, 1000 + piece.Length);
    }

    [Fact]
    public void A_message_may_have_as_many_headers_as_the_limit_and_one_with_more_is_odd()
    {
        var feed = new MessageFeed(new AmiLimits { Headers = 3 });

        feed.Receive("A: 1\r\nB: 2\r\nC: 3\r\n\r\n"u8);
        feed.Receive("A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\n\r\n"u8);

        Assert.Equal([AmiOddity.None, AmiOddity.ManyHeaders], feed.Oddities.Select(one => one.Oddity));
        Assert.Equal("4 D: 4", feed.Oddities[1].Line);
    }

    [Fact]
    public void Blank_lines_between_messages_are_not_kept()
    {
        var feed = new MessageFeed();

        for (var i = 0; i < 1000; i++) feed.Receive("\r\n"u8);

        Assert.Equal((AmiReadResult.NeedMore, 0), (feed.Last, feed.Kept));
    }

    [Fact]
    public void No_byte_is_searched_twice()
    {
        var feed = new MessageFeed();

        foreach (var one in "Event: ExtensionStatus\r\nExten: 1001\r\nHint"u8.ToArray())
        {
            feed.Receive([one]);
            Assert.Equal(feed.Kept, feed.Searched);
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Event: ExtensionStatus\r\nExten: 1001\r\nStatus: 0\r\n\r\n", 100)));
        var frame = new AmiFrame(new AmiLimits());
        Count(bytes, frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var messages = Count(bytes, frame);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((100, 0L), (messages, allocated));
    }

    [Fact]
    public void The_banner_gives_the_version_wherever_it_is_cut()
    {
        var bytes = "Asterisk Call Manager/11.0.0\r\nEvent"u8;

        for (var length = 0; length <= bytes.Length; length++)
        {
            var result = AmiMessageReader.ReadBanner(bytes[..length], 100, out var version, out var consumed);
            if (length < 30)
                Assert.Equal(AmiReadResult.NeedMore, result);
            else
                Assert.Equal((AmiReadResult.Message, "11.0.0", 30), (result, AmiText.Decode(version), consumed));
        }
    }

    [Theory, InlineData("SSH-2.0-OpenSSH_9.6\r\n"), InlineData("S"), InlineData("Asterisk Call manager/1"), InlineData("\r\n"), InlineData("\u0015\u0003")]
    public void Another_banner_is_refused_at_its_first_wrong_byte(string other) =>
        Assert.Equal(AmiReadResult.NoBanner, AmiMessageReader.ReadBanner(Encoding.UTF8.GetBytes(other), 100, out _, out _));

    [Fact]
    public void An_endless_banner_is_refused() =>
        Assert.Equal(
            AmiReadResult.NoBanner, AmiMessageReader.ReadBanner(Encoding.UTF8.GetBytes("Asterisk Call Manager/" + new string('1', 100)), 100, out _, out _));

    private static int Count(ReadOnlySpan<byte> bytes, AmiFrame frame)
    {
        var count = 0;
        while (AmiMessageReader.Read(bytes, frame, out _, out var consumed) == AmiReadResult.Message)
        {
            count++;
            bytes = bytes[consumed..];
        }

        return count;
    }
}
