using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Ami;

/// <summary>What a hostile PBX can do: nothing but end its session. The bounds are those of the product, and so is the memory.</summary>
[Collection(MemoryTests.Name)]
public sealed class AmiLimitsTests : IAsyncDisposable
{
    private const long MemoryBound = 64 * 1024 * 1024;

    private readonly FakeAmiServer _server = FakeAmiServer.Start();
    private readonly AmiClient _client = new();

    public static TheoryData<string, string, string> Endless => new()
    {
        { "line", new string('x', 1000), "1048576 bytes without the end of a message; the connection was closed. Check what is between AmiBlazor and the PBX." },
        { "value", "Event: " + new string('x', 64 * 1024) + "\r\n", "1048576 bytes without the end of a message; the connection was closed. Check what is between AmiBlazor and the PBX." },
        { "headers", "Variable: x\r\n", "1048576 bytes without the end of a message; the connection was closed. Check what is between AmiBlazor and the PBX." },
        { "list", "Event: ExtensionStatus\r\nActionID: bulk-1\r\nExten: {0}\r\nContext: a\r\nStatus: 0\r\n\r\n", "a list of more than 100000 extension states; the connection was closed." },
        { "events", "Event: Newchannel\r\nPrivilege: call,all\r\nCallerIDName: {0}\r\n\r\n", "more than 16777216 bytes in one session; the connection was closed." },
        { "long rows", "Event: ExtensionStatus\r\nActionID: bulk-1\r\nExten: {0}" + new string('9', 4000) + "\r\nContext: a{0}\r\nHint: " + new string('x', 4000) + "\r\nStatus: 0\r\n\r\n", "more than 16777216 bytes in one session; the connection was closed." },
        { "blank lines", "\r\n\r\n\r\n\r\n", "more than 16777216 bytes in one session; the connection was closed." },
    };

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory, MemberData(nameof(Endless))]
    public async Task What_never_ends_is_ended_within_bounded_memory(string what, string piece, string told)
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var before = MemoryTests.Held();
        var highest = before;
        var listing = session.ListExtensionStatesAsync("bulk-1", new(), AmiClient.Token).InTime();
        var sending = SendForEverAsync(pbx, piece, () => highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false)));

        var failure = await Assert.ThrowsAsync<AmiLimitExceededException>(() => listing);

        var kept = MemoryTests.Held() - before;
        Assert.Equal($"PBX “main” (127.0.0.1:{_server.Port}) sent {told}", failure.Message);
        await sending;
        Assert.InRange(kept, long.MinValue, MemoryBound);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {_client.Progress.Bytes / 1024:#,0} KB received, {kept / 1024:#,0} KB kept, at most {(highest - before) / 1024:#,0} KB in use with garbage.");
    }

    [Fact]
    public async Task The_longest_list_that_is_allowed_is_read()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        var listing = session.ListExtensionStatesAsync("bulk-1", new(), AmiClient.Token).InTime();

        await pbx.SendListAsync("bulk-1", [.. CollectorFeed.Rows(100_000)]);

        using var list = await listing;
        Assert.Equal(100_000, list.Rows.Length);
    }

    private static async Task SendForEverAsync(FakeAmiSession pbx, string piece, Action each)
    {
        try
        {
            for (var i = 0; ; i += 100)
            {
                var block = new StringBuilder();
                for (var j = i; j < i + 100; j++) block.Append(piece.Replace("{0}", $"{j}", StringComparison.Ordinal));
                await pbx.SendTextAsync(block.ToString());
                if (i % 1000 == 0) each();
            }
        }
        catch (IOException)
        {
            // The client has closed: it is over.
        }
    }
}
