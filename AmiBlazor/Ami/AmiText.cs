using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace AmiBlazor.Ami;

/// <summary>From the bytes of a value to text and back. AMI says nothing of encodings; Asterisk's files are UTF-8, phones may send anything.</summary>
internal static class AmiText
{
    /// <summary>Characters of the PBX's own words that a person is shown.</summary>
    private const int MaxWords = 300;

    /// <summary>A whole value as text; what is invalid UTF-8 becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);

    /// <summary>Whether two words are the same in ASCII, whatever their case.</summary>
    public static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> known) =>
        word.Length == known.Length && (word.SequenceEqual(known) || Ascii.EqualsIgnoreCase(word, known));

    /// <summary>Whether <see cref="Decode"/> of the value would give this text, without making a string.</summary>
    public static bool Equals(ReadOnlySpan<byte> value, string text)
    {
        if (Ascii.Equals(value, text))
            return true;
        if (text.Length > value.Length || Ascii.IsValid(value))
            return false;
        var rented = ArrayPool<char>.Shared.Rent(value.Length);
        var length = Encoding.UTF8.GetChars(value, rented);
        var equal = rented.AsSpan(0, length).SequenceEqual(text);
        ArrayPool<char>.Shared.Return(rented);
        return equal;
    }

    /// <summary>
    /// The bytes that stand for what <see cref="Decode"/> makes of the value: itself where it is valid UTF-8. Two values with different bytes
    /// and the same text would otherwise be two extensions with one name.
    /// </summary>
    public static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> value) => Utf8.IsValid(value) ? value : Encoding.UTF8.GetBytes(Decode(value));

    /// <summary>What the PBX said, fit for a page: cut to a readable length, without control characters.</summary>
    public static string ForPeople(string words)
    {
        // Half a character of two could be stored nowhere.
        var end = words.Length > MaxWords && char.IsHighSurrogate(words[MaxWords - 1]) ? MaxWords - 1 : MaxWords;
        var shown = words.Length > MaxWords ? string.Concat(words.AsSpan(0, end), "…") : words;
        return string.Create(shown.Length, shown, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
        });
    }
}
