using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiMessageReaderProperties
{
    private static readonly Gen<string> Name =
        Gen.Elements("Event", "ActionID", "Exten", "Context", "Hint", "Status", "StatusText", "Privilege", "X", "näme", "a b");

    private static readonly Gen<string> Value = Gen.OneOf(
        Gen.Elements("", "0", "-1", "from-internal", "PJSIP/1001&SIP/1001", "x: y:z", ": ", "ÄÖÜ ☎ 😀", "<b>&amp;</b>", "=1+1", "\t\u001b[31m", new string('x', 3000)),
        ArbMap.Default.GeneratorFor<NonNull<string>>()
            .Select(text => string.Concat(text.Get.Where(one => one is not ('\r' or '\n' or '\0') && !char.IsSurrogate(one)))));

    private static readonly Gen<string[]> Message = Gen.Zip(Name, Value).Select(header => $"{header.Item1}: {header.Item2}").NonEmptyListOf().Select(lines => lines.Take(100).ToArray());

    private static readonly Gen<(string[] Messages, string End, int[] Cuts)> Wire =
        from messages in Message.ListOf()
        from end in Gen.Constant("\r\n")
        from cuts in Gen.Choose(1, 60).NonEmptyListOf()
        select (messages.Select(lines => string.Join('\n', lines)).ToArray(), end, cuts.ToArray());

    [Fact]
    public void Whatever_the_pieces_the_messages_are_the_same() => Prop.ForAll(
        Wire.ToArbitrary(),
        wire =>
        {
            var text = string.Concat(wire.Messages.Select(message => message.Replace("\n", wire.End, StringComparison.Ordinal) + wire.End + wire.End));
            var bytes = Encoding.UTF8.GetBytes(text);

            var read = MessageFeed.Read(Pieces(bytes, wire.Cuts));

            Assert.Equal(wire.Messages, read);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_bytes_the_pieces_do_not_matter() => Prop.ForAll(
        Gen.Elements((byte)'\r', (byte)'\n', (byte)':', (byte)' ', (byte)'A', (byte)0xC3, (byte)0xA4, (byte)0xFF, (byte)0).ArrayOf().ToArbitrary(),
        Gen.Choose(1, 5).NonEmptyListOf().ToArbitrary(),
        (bytes, cuts) =>
        {
            var whole = Read([bytes]);
            var inPieces = Read(Pieces(bytes, [.. cuts]));

            Assert.Equal(whole.Messages, inPieces.Messages);
            Assert.Equal(whole.Last, inPieces.Last);
        }).QuickCheckThrowOnFailure();

    private static MessageFeed Read(IEnumerable<byte[]> pieces)
    {
        var feed = new MessageFeed();
        foreach (var piece in pieces)
        {
            feed.Receive(piece);
            if (feed.Last != AmiBlazor.Ami.AmiReadResult.NeedMore) break;
        }

        return feed;
    }

    private static IEnumerable<byte[]> Pieces(byte[] bytes, int[] sizes)
    {
        for (int at = 0, i = 0; at < bytes.Length; i++)
        {
            var size = Math.Min(sizes[i % sizes.Length], bytes.Length - at);
            yield return bytes[at..(at + size)];
            at += size;
        }
    }
}
