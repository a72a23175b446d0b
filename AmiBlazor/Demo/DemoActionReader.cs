using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace AmiBlazor.Demo;

/// <summary>
/// Reads actions as Asterisk does (<c>get_input</c> and <c>do_message</c> in main/manager.c), which is more lenient than a client may be: lines
/// without a colon are ignored, and a line or message that is too long is discarded and answered with an error, without ending the session. The
/// reader in Ami, which protects the program from a hostile PBX, is therefore unsuitable here.
/// </summary>
internal sealed class DemoActionReader(PipeReader pipe)
{
    private const int LongestLine = 1024;
    private const int MostHeaders = 128;

    /// <summary>The next action; null once the client has closed the connection.</summary>
    public async ValueTask<DemoAction?> ReadAsync(CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var lines = 0;
        var lineTooLong = false;
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                lineTooLong |= line.Length > LongestLine;
                var text = lineTooLong ? "?" : Encoding.Latin1.GetString(line).TrimEnd('\r');
                if (text.Length == 0 || (lineTooLong && IsBlank(line)))
                {
                    pipe.AdvanceTo(buffer.Start);
                    return new DemoAction(headers, Refusal(lineTooLong, lines));
                }

                if (++lines <= MostHeaders && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                    headers.Add(new(text[..colon], text[(colon + 1)..].TrimStart()));
            }

            if (buffer.Length > LongestLine)
            {
                // Discarded before it ends, so that an endless line takes no memory.
                lineTooLong = true;
                buffer = buffer.Slice(buffer.End);
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) return null;
        }
    }

    private static bool IsBlank(ReadOnlySequence<byte> line) => line.IsEmpty || (line.Length == 1 && line.FirstSpan[0] == '\r');

    private static string? Refusal(bool lineTooLong, int lines) =>
        lineTooLong ? "Failed to parse message: line too long"
        : lines > MostHeaders ? "Too many lines in message or allocation failure"
        : null;
}
