using System.Buffers.Binary;
using System.Text;

namespace AmiBlazor.Tests.Plans;

/// <summary>Files that begin as pictures do, of any size that their headers say.</summary>
internal static class Pictures
{
    /// <summary>A picture of one white pixel, which browsers can show.</summary>
    public static byte[] Pixel { get; } =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==");

    public static byte[] Png(uint width, uint height) =>
        [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 6, 0, 0, 0]), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", [])];

    public static byte[] Jpeg(ushort width, ushort height) =>
    [
        0xFF, 0xD8,
        0xFF, 0xE0, 0, 4, 1, 2,
        0xFF, 0xC4, 0, 3, 0,
        0xFF, 0xC2, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 3, 0, 7, 0xFF, 0x00, 9, 0xFF, 0xD3, 8,
        0xFF, 0xD9,
    ];

    public static byte[] WebP(string kind, params byte[] content) =>
    [
        .. "RIFF"u8, .. Little((uint)(12 + content.Length)), .. "WEBP"u8, .. Encoding.ASCII.GetBytes(kind), .. Little((uint)content.Length), .. content,
    ];

    private static byte[] Chunk(string kind, byte[] content) => [.. Big((uint)content.Length), .. Encoding.ASCII.GetBytes(kind), .. content, 0, 0, 0, 0];

    private static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Little(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
