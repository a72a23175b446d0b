using System.Globalization;
using AmiBlazor.Ami;

namespace AmiBlazor.Tests.Ami;

/// <summary>Gives the reader bytes in pieces, as a connection does, and keeps what it finds.</summary>
internal sealed class MessageFeed(AmiLimits? limits = null)
{
    private readonly AmiFrame _frame = new(limits ?? new AmiLimits());
    private byte[] _buffer = [];

    /// <summary>Each message as "Name: value" lines.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>What was odd about each message, with the number and the text of its first odd line.</summary>
    public List<(AmiOddity Oddity, string Line)> Oddities { get; } = [];

    /// <summary>What the reader said last.</summary>
    public AmiReadResult Last { get; private set; }

    /// <summary>Bytes that wait for the rest of their message.</summary>
    public int Kept => _buffer.Length;

    /// <summary>How far they have been searched.</summary>
    public int Searched => _frame.Scanned;

    public static List<string> Read(params IEnumerable<byte[]> pieces)
    {
        var feed = new MessageFeed();
        foreach (var piece in pieces) feed.Receive(piece);
        return feed.Messages;
    }

    public void Receive(ReadOnlySpan<byte> piece)
    {
        _buffer = [.. _buffer, .. piece];
        var consumed = 0;
        do
        {
            Last = AmiMessageReader.Read(_buffer.AsSpan(consumed), _frame, out var message, out var length);
            consumed += length;
            if (Last != AmiReadResult.Message) continue;
            Messages.Add(Text(message));
            Oddities.Add((message.Oddity, string.Create(CultureInfo.InvariantCulture, $"{message.OddLineNumber} {AmiText.Decode(message.OddLine)}")));
        }
        while (Last == AmiReadResult.Message);

        _buffer = _buffer[consumed..];
    }

    public static string Text(in AmiMessage message)
    {
        var lines = new string[message.Count];
        for (var i = 0; i < lines.Length; i++)
            lines[i] = $"{AmiText.Decode(message.Name(i))}: {AmiText.Decode(message.Value(i))}";
        return string.Join('\n', lines);
    }
}
