using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiTranscriptTests
{
    [Fact]
    public void What_was_received_is_there_in_its_order()
    {
        using var transcript = new AmiTranscript();
        var expected = new StringBuilder();
        for (var i = 0; i < 200; i++)
        {
            var piece = new string((char)('a' + (i % 26)), i * 37);
            transcript.Append(Encoding.ASCII.GetBytes(piece));
            expected.Append(piece);
        }

        Assert.Equal(expected.ToString(), Text(transcript));
        Assert.Equal(expected.Length, transcript.Length);
    }

    [Fact]
    public void An_empty_one_has_no_blocks()
    {
        using var transcript = new AmiTranscript();

        Assert.Empty(transcript.Blocks);
        Assert.Equal(0, transcript.Length);
    }

    [Fact]
    public void A_sealed_one_keeps_what_it_holds_and_takes_nothing_more()
    {
        using var transcript = new AmiTranscript();
        transcript.Append("before"u8);

        transcript.Seal();
        transcript.Append("after"u8);

        Assert.Equal("before", Text(transcript));
    }

    [Fact]
    public void A_disposed_one_is_empty_and_takes_nothing_more()
    {
        var transcript = new AmiTranscript();
        transcript.Append("before"u8);

        transcript.Dispose();
        transcript.Append("after"u8);
        transcript.Dispose();

        Assert.Equal(0, transcript.Length);
    }

    private static string Text(AmiTranscript transcript) => string.Concat(transcript.Blocks.Select(block => Encoding.ASCII.GetString(block.Span)));
}
