using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AmiBlazor.Plans;

/// <summary>A picture for a plan, of which the first bytes decide what it is: neither its name nor what the browser calls it counts.</summary>
/// <param name="Type">The media type.</param>
/// <param name="Shape">Its size in pixels.</param>
/// <param name="Content">The file up to the picture's end: what somebody has put behind it is not kept.</param>
internal sealed record PlanPicture(string Type, PlanShape Shape, byte[] Content)
{
    /// <summary>The largest file in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>The most pixels of a side.</summary>
    public const int MaxSide = 8000;

    private static readonly FormattableString Damaged = $"The picture is damaged or not complete. Save it again as PNG, JPEG or WebP, and choose that file.";

    /// <summary>Twenty hexadecimal digits that change with the picture.</summary>
    public string Version => Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 10));

    /// <summary>Reads a file.</summary>
    /// <param name="file">All of its bytes.</param>
    /// <returns>The picture, or what is wrong with the file.</returns>
    public static (PlanPicture? Picture, FormattableString? Problem) Read(byte[] file)
    {
        if (file.Length == 0) return (null, $"The file is empty.");
        if (file.Length > MaxBytes) return (null, TooLarge(file.Length));
        var found = Png(file) ?? Jpeg(file) ?? WebP(file);
        if (found is not { } picture)
        {
            return (null, IsSvg(file)
                ? (FormattableString)$"SVG files are not taken, because they can contain programs. Export the drawing as PNG, and choose that file."
                : $"This is not a PNG, JPEG or WebP picture. Export it in one of these formats, and choose that file.");
        }

        if (picture.Length == 0 || picture.Shape is not { Width: > 0, Height: > 0 }) return (null, Damaged);
        if (picture.Shape.Width > MaxSide || picture.Shape.Height > MaxSide)
        {
            return (null,
                $"The picture has {picture.Shape.Width:N0} × {picture.Shape.Height:N0} pixels; at most {MaxSide:N0} a side are allowed. Make it smaller first.");
        }

        return (new PlanPicture(picture.Type, picture.Shape, file[..picture.Length]), null);
    }

    /// <summary>What is said of a file with more than <see cref="MaxBytes"/>.</summary>
    public static FormattableString TooLarge(long bytes) =>
        $"The file has {bytes / (1024.0 * 1024):N1} MB; at most {MaxBytes / (1024 * 1024):N0} MB are allowed. Make the picture smaller first.";

    // A length of 0 means that the picture does not end within the file.
    private static Found? Png(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        if (!file.StartsWith(signature)) return null;
        var shape = default(PlanShape);
        var hasPixels = false;
        for (var at = signature.Length; at + 12 <= file.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var kind = file.Slice(at + 4, 4);
            if (size > file.Length - at - 12) break;
            var content = file.Slice(at + 8, (int)size);
            var isHeader = kind.SequenceEqual("IHDR"u8);
            if (isHeader != (at == signature.Length) || (isHeader && size != 13)) break;
            if (isHeader) shape = new(Side(BinaryPrimitives.ReadUInt32BigEndian(content)), Side(BinaryPrimitives.ReadUInt32BigEndian(content[4..])));
            hasPixels |= kind.SequenceEqual("IDAT"u8);
            at += 12 + (int)size;
            if (kind.SequenceEqual("IEND"u8)) return new Found("image/png", shape, hasPixels ? at : 0);
        }

        return new Found("image/png", shape, 0);
    }

    private static Found? Jpeg(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return null;
        var shape = default(PlanShape);
        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                // Filling before a marker.
                at++;
                continue;
            }

            var size = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker is < 0xC0 or (>= 0xD0 and <= 0xD9) || size < 2 || at + 2 + size > file.Length) break;

            // C4, C8 and CC are tables and not frames.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (size < 8) break;
                shape = new(BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }

            at += 2 + size;
            if (marker != 0xDA) continue;

            // Pixels, until a marker that is neither a zero nor a restart.
            while (at + 1 < file.Length && (file[at] != 0xFF || file[at + 1] is 0x00 or 0xFF or (>= 0xD0 and <= 0xD7))) at++;
            if (at + 1 < file.Length && file[at + 1] == 0xD9) return new Found("image/jpeg", shape, at + 2);
        }

        return new Found("image/jpeg", shape, 0);
    }

    private static Found? WebP(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file.Slice(8, 4).SequenceEqual("WEBP"u8)) return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L;
        if (length > file.Length || length < 30 || file.Length < 30) return new Found("image/webp", default, 0);
        var content = file[20..];
        PlanShape shape = file.Slice(12, 4) switch
        {
            var kind when kind.SequenceEqual("VP8X"u8) => new(1 + Three(content[4..]), 1 + Three(content[7..])),
            var kind when kind.SequenceEqual("VP8L"u8) && content[0] == 0x2F => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(content[1..])),
            var kind when kind.SequenceEqual("VP8 "u8) && content.Slice(3, 3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) => new(
                BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF),
            _ => default,
        };
        return new Found("image/webp", shape, (int)length);
    }

    private static PlanShape Lossless(uint bits) => new(1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static int Side(uint value) => (int)Math.Min(value, int.MaxValue);

    private static bool IsSvg(ReadOnlySpan<byte> file) =>
        file[..Math.Min(file.Length, 4096)].IndexOf("<svg"u8) >= 0 || file[..Math.Min(file.Length, 4096)].IndexOf("<SVG"u8) >= 0;

    private readonly record struct Found(string Type, PlanShape Shape, int Length);
}
