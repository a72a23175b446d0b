using System.Buffers.Binary;
using System.Text;

namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>
/// Finds event handlers in a render batch, as it is on the wire: the offsets of its five sections are its last twenty bytes, a frame has twenty bytes
/// (<c>RenderBatchWriter</c> in ASP.NET Core 10, and <c>OutOfProcessRenderBatch.ts</c>, which reads it).
/// </summary>
internal static class RenderedHandlers
{
    private const int Word = sizeof(int);
    private const int FrameLength = 20;
    private const int Element = 1;
    private const int Attribute = 3;

    /// <param name="batch">The batch.</param>
    /// <param name="mark">An attribute of the element.</param>
    /// <param name="handler">The attribute of the handler, such as <c>onchange</c>.</param>
    /// <returns>The handler's id; null if no element has both.</returns>
    public static ulong? Find(ReadOnlySpan<byte> batch, string mark, string handler)
    {
        var frames = Section(batch, 1);
        var count = Number(batch, frames);
        var (isMarked, id) = (false, default(ulong?));
        for (var index = 0; index < count; index++)
        {
            var at = frames + Word + (index * FrameLength);
            var kind = Number(batch, at);
            if (kind == Element) (isMarked, id) = (false, null);
            if (kind != Attribute) continue;
            var name = Text(batch, Number(batch, at + Word));
            if (name == mark) isMarked = true;
            if (name == handler) id = BinaryPrimitives.ReadUInt64LittleEndian(batch[(at + (3 * Word))..]);
            if (isMarked && id is not null) return id;
        }

        return null;
    }

    private static int Section(ReadOnlySpan<byte> batch, int index) => Number(batch, batch.Length - FrameLength + (index * Word));

    private static int Number(ReadOnlySpan<byte> batch, int at) => BinaryPrimitives.ReadInt32LittleEndian(batch[at..]);

    // The table holds where each text begins; its length comes first, seven bits a byte.
    private static string? Text(ReadOnlySpan<byte> batch, int index)
    {
        if (index < 0) return null;
        var at = Number(batch, Section(batch, 4) + (index * Word));
        var (length, shift) = (0, 0);
        byte part;
        do
        {
            part = batch[at++];
            length |= (part & 0x7f) << shift;
            shift += 7;
        }
        while (part >= 0x80);
        return Encoding.UTF8.GetString(batch.Slice(at, length));
    }
}
