using System.Buffers;
using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiMessageWriterTests
{
    private static readonly AmiErrors Errors = new(new AmiServerOptions { Name = "main", Host = "pbx" }, new AmiLimits());

    [Fact]
    public void An_action_is_written_as_Asterisk_reads_it() =>
        Assert.Equal("Action: ExtensionState\r\nActionID: x-1\r\nExten: 1001\r\nContext: \r\n\r\n", Write(new AmiAction("ExtensionState", "x-1").With("Exten", "1001").With("Context", "")));

    [Fact]
    public void Of_all_characters_a_value_may_hold_any_but_CR_LF_and_NUL()
    {
        for (var character = '\0'; character <= 0xFF; character++)
        {
            var action = new AmiAction("Ping", "x-1").With("Exten", "1" + character + "2");

            if (character is '\r' or '\n' or '\0')
                Assert.Equal(Sentence("its Exten contains a line break or a NUL"), Refusal(action));
            else
                Assert.Equal([$"Action: Ping\nActionID: x-1\nExten: 1{character}2"], MessageFeed.Read(Encoding.UTF8.GetBytes(Write(action))));
        }
    }

    [Fact]
    public void Of_all_characters_a_name_may_hold_any_but_CR_LF_NUL_and_colon()
    {
        for (var character = '\0'; character <= 0xFF; character++)
        {
            var action = new AmiAction("Ping", "x-1").With("A" + character, "v");

            if (character is '\r' or '\n' or '\0' or ':')
                Assert.Equal(Sentence("the name of a header is empty or contains a colon, a line break, or a NUL"), Refusal(action));
            else
                Assert.Equal([$"Action: Ping\nActionID: x-1\nA{character}: v"], MessageFeed.Read(Encoding.UTF8.GetBytes(Write(action))));
        }
    }

    [Fact]
    public void Of_no_character_of_any_alphabet_comes_a_line_break_on_the_wire()
    {
        // Half characters, which no encoding has, among them.
        for (var character = 0x100; character <= 0xFFFF; character++)
        {
            var output = new ArrayBufferWriter<byte>();
            Assert.True(AmiMessageWriter.TryWrite(output, new AmiAction("Ping", "x-1").With("Exten", "1" + (char)character + "2"), out _));

            Assert.Equal(4, output.WrittenSpan.Count((byte)'\n'));
            Assert.Equal(4, output.WrittenSpan.Count((byte)'\r'));
            Assert.Equal(0, output.WrittenSpan.Count((byte)0));
        }
    }

    [Theory, InlineData("Ping\r\nAction: Logoff", "x-1"), InlineData("Ping", "x-1\nAction: Logoff")]
    public void Neither_the_action_nor_its_id_can_smuggle_in_another(string name, string id) => Assert.NotNull(Refusal(new AmiAction(name, id)));

    [Fact]
    public void A_line_may_be_as_long_as_Asterisk_reads_and_no_longer()
    {
        var longest = new AmiAction("Ping", "x-1").With("Exten", new string('1', 1024 - "Exten: \r\n".Length));
        var longer = new AmiAction("Ping", "x-1").With("Exten", "ä" + new string('1', 1024 - "Exten: \r\n".Length - 1));

        Assert.Null(Refusal(longest));
        Assert.Equal(Sentence("its Exten makes a line of 1025 bytes, and Asterisk reads at most 1024"), Refusal(longer));
    }

    [Fact]
    public void An_action_may_have_as_many_headers_as_Asterisk_reads_and_no_more()
    {
        var action = new AmiAction("Ping", "x-1");
        for (var i = 2; i < 128; i++) action.With("Variable", "x");

        Assert.Null(Refusal(action));
        Assert.Equal(Sentence("it has 129 headers, and Asterisk reads at most 128"), Refusal(action.With("Variable", "x")));
    }

    [Fact]
    public void A_refusal_never_shows_a_value() =>
        Assert.DoesNotContain("hush", Refusal(new AmiAction("Login", "x-1").With("Secret", "hush\r\nhush"))!, StringComparison.Ordinal);

    [Fact]
    public void ActionIDs_are_words_with_128_random_bits()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => AmiActionId.New("bulk")).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.Matches("^bulk-[0-9a-f]{32}$", id));
    }

    private static string Write(AmiAction action)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(AmiMessageWriter.TryWrite(output, action, out var refusal), refusal?.ToString());
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string? Refusal(AmiAction action)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Equal(AmiMessageWriter.TryWrite(output, action, out var refusal), refusal is null);
        Assert.Equal(refusal is not null, output.WrittenCount == 0);
        return refusal is null ? null : Errors.InvalidAction(action.Name, refusal).Message;
    }

    private static string Sentence(string refusal) => $"The action Ping was not sent to PBX “main” (pbx:5038): {refusal}.";
}
