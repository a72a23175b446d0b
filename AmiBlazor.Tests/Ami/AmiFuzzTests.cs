using System.Diagnostics;
using System.Globalization;
using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Ami;

/// <summary>
/// Mutated frames, in pieces of any size, through reader, collector and reply. Ten million of them in the long run.
/// The seed is fixed: what fails once fails always.
/// </summary>
[Collection(MemoryTests.Name)]
public sealed class AmiFuzzTests(ITestOutputHelper output)
{
    private static readonly int Frames = LongRun.Of(usual: 50_000, full: 10_000_000);
    private const int BufferSize = 256 * 1024;

    private static readonly byte[][] Seeds = [.. new[]
    {
        "Event: ExtensionStatus\r\nActionID: bulk-1\r\nExten: 1001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 0\r\nStatusText: Idle\r\n\r\n",
        "Event: ExtensionStatus\r\nActionID: bulk-1\r\nExten: Zoë ☎\r\nContext: büro\r\nHint: Custom:ä&SIP/x\r\nStatus: -2\r\nStatusText: Unknown\r\n\n",
        "Response: Success\r\nActionID: bulk-1\r\nEventList: start\r\nMessage: Extension Statuses will follow\r\n\r\n",
        "Event: ExtensionStateListComplete\r\nActionID: bulk-1\r\nEventList: Complete\r\nListItems: 1\r\n\r\n",
        "Response: Error\r\nActionID: bulk-1\r\nMessage: Permission denied\r\n\r\n",
        "\r\n\n",
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[] Telling = [(byte)'\r', (byte)'\n', (byte)':', (byte)' ', 0, 0xFF, 0xC3, (byte)'0', (byte)'E'];

    [Fact]
    public void Mutated_frames_neither_crash_nor_hang_nor_pile_up()
    {
        var random = new Random(20_261_121);
        var run = new Run();
        var clock = Stopwatch.StartNew();
        var before = MemoryTests.Held();

        var wire = new List<byte>(1024);
        for (var i = 0; i < Frames; i++)
        {
            wire.AddRange(Mutate(Seeds[random.Next(Seeds.Length)], random));
            if (random.Next(4) == 0) continue;
            run.Receive([.. wire], random);
            wire.Clear();
        }

        var grown = MemoryTests.Held() - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Frames:#,0} frames in {clock.Elapsed.TotalSeconds:0.0} s: {run}; memory grew by {grown / 1024:#,0} KB."));
        Assert.InRange(grown, long.MinValue, 64 * 1024 * 1024);
        Assert.True(run.Messages > Frames / 4, run.ToString());
        Assert.True(run.Refused > Frames / 50, run.ToString());
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var frame = new List<byte>(seed);
        for (var changes = random.Next(4); changes > 0 && frame.Count > 0; changes--)
        {
            var at = random.Next(frame.Count);
            switch (random.Next(6))
            {
                case 0:
                    frame[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    frame[at] = Telling[random.Next(Telling.Length)];
                    break;
                case 2:
                    frame.Insert(at, Telling[random.Next(Telling.Length)]);
                    break;
                case 3:
                    frame.RemoveRange(at, Math.Min(random.Next(1, 30), frame.Count - at));
                    break;
                case 4:
                    frame.InsertRange(at, seed.AsSpan(0, random.Next(seed.Length)));
                    break;
                default:
                    if (random.Next(100) == 0) frame.InsertRange(at, Enumerable.Repeat((byte)'x', random.Next(20_000)));
                    break;
            }
        }

        return [.. frame];
    }

    /// <summary>What a session does with bytes, without a socket. Odd messages are refused; a connection with one that does not end starts anew.</summary>
    private sealed class Run
    {
        private static readonly AmiLimits Limits = new() { MessageBytes = 64 * 1024 };

        private readonly ExtensionStateCache _cache = new();
        private readonly AmiFrame _frame = new(Limits);
        private readonly byte[] _buffer = new byte[BufferSize];
        private ExtensionStateCollector? _collector;
        private int _kept;
        private int _lists;
        private int _replies;

        public int Messages { get; private set; }

        public int Refused { get; private set; }

        public void Receive(ReadOnlySpan<byte> bytes, Random random)
        {
            while (!bytes.IsEmpty)
            {
                var piece = bytes[..Math.Min(bytes.Length, random.Next(1, 200))];
                bytes = bytes[piece.Length..];
                piece.CopyTo(_buffer.AsSpan(_kept));
                _kept += piece.Length;
                var consumed = 0;
                AmiReadResult result;
                do
                {
                    result = AmiMessageReader.Read(_buffer.AsSpan(consumed, _kept - consumed), _frame, out var message, out var length);
                    consumed += length;
                    if (result == AmiReadResult.Message && message.Oddity == AmiOddity.None)
                        Handle(message);
                    else if (result == AmiReadResult.Message)
                        Refused++;
                }
                while (result == AmiReadResult.Message);
                _buffer.AsSpan(consumed, _kept - consumed).CopyTo(_buffer);
                _kept -= consumed;
                if (result == AmiReadResult.NeedMore) continue;
                StartAnew();
                return;
            }
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Messages:#,0} messages, {_replies:#,0} replies, {_lists:#,0} lists, {Refused:#,0} messages refused");

        private void Handle(in AmiMessage message)
        {
            Messages++;
            _collector ??= new(_cache, CollectorFeed.Errors, Limits);
            try
            {
                if (message.Has("Event"u8, "ExtensionStatus"u8))
                {
                    _collector.Add(message);
                }
                else if (message.Has("Event"u8, "ExtensionStateListComplete"u8))
                {
                    _collector.Complete().Dispose();
                    _collector = null;
                    _lists++;
                }
                else
                {
                    _ = new AmiReply(message).Words;
                    _replies++;
                }
            }
            catch (AmiException)
            {
                _collector?.Dispose();
                _collector = null;
            }
        }

        private void StartAnew()
        {
            Refused++;
            _kept = 0;
            _frame.Reset();
            _collector?.Dispose();
            _collector = null;
        }
    }
}
