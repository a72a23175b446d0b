using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace AmiBlazor.Ami;

/// <summary>Turns the bytes of a value into text. AMI does not define an encoding: Asterisk's files are UTF-8, but phones may send anything.</summary>
internal static class AmiText
{
    /// <summary>The most characters of the PBX's own words that are shown.</summary>
    private const int MaxWords = 300;

    private static readonly char[] LineBreaks = ['\r', '\n'];

    /// <summary>The value as text; invalid UTF-8 becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);

    /// <summary>Whether two words are equal, whatever their ASCII case.</summary>
    public static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> known) =>
        word.Length == known.Length && (word.SequenceEqual(known) || Ascii.EqualsIgnoreCase(word, known));

    /// <summary>Whether <see cref="Decode"/> would turn the value into this text. Makes no string.</summary>
    public static bool Equals(ReadOnlySpan<byte> value, string text)
    {
        if (Ascii.Equals(value, text)) return true;
        if (text.Length > value.Length || Ascii.IsValid(value)) return false;
        var rented = ArrayPool<char>.Shared.Rent(value.Length);
        var length = Encoding.UTF8.GetChars(value, rented);
        var equal = rented.AsSpan(0, length).SequenceEqual(text);
        ArrayPool<char>.Shared.Return(rented);
        return equal;
    }

    /// <summary>
    /// The UTF-8 bytes of the text that <see cref="Decode"/> makes of the value: the value itself when it is valid. Without this, two values with different
    /// bytes and the same text would be two extensions with one name.
    /// </summary>
    public static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> value) => Utf8.IsValid(value) ? value : Encoding.UTF8.GetBytes(Decode(value));

    /// <summary>A text of several lines as one: each line break becomes a space.</summary>
    public static string OneLine(string text) => ForPeople(string.Join(' ', text.Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>The PBX's words in a form that a page can show: cut to a readable length, without control characters.</summary>
    public static string ForPeople(string words)
    {
        // Half of a surrogate pair cannot be stored.
        var end = words.Length > MaxWords && char.IsHighSurrogate(words[MaxWords - 1]) ? MaxWords - 1 : MaxWords;
        var shown = words.Length > MaxWords ? string.Concat(words.AsSpan(0, end), "…") : words;
        return string.Create(shown.Length, shown, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++) target[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
        });
    }
}
