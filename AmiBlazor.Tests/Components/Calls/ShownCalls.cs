using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Components.Calls;

/// <summary>Calls for pages: Anna (1001) and Ben (1002) are extensions, everybody else is outside.</summary>
internal static class ShownCalls
{
    public static readonly ExtensionKey Anna = new(TestData.Server, TestData.Context, "1001");
    public static readonly ExtensionKey Ben = new(TestData.Server, TestData.Context, "1002");

    /// <summary>1001 talks to 1002 since two minutes and thirteen seconds.</summary>
    public static Call Talk(DateTimeOffset now) => Of(
        "1.1",
        now,
        Party("1.1", Anna, "1001", "Anna Adler", PartyState.Talking, now.AddSeconds(-133)) with { IsCaller = true, Dialled = "1002", Peers = [Peer("1.2", Ben, "1002", "Ben Berg")] },
        Party("1.2", Ben, "1002", "Ben Berg", PartyState.Talking, now.AddSeconds(-133)) with { Peers = [Peer("1.1", Anna, "1001", "Anna Adler")] });

    /// <summary>A stranger's call rings at 1001.</summary>
    public static Call Ringing(DateTimeOffset now) => Of(
        "2.1",
        now,
        Party("2.1", null, "+4930555123", "Customer Ltd", PartyState.Calling, now.AddSeconds(-5)) with { IsCaller = true, Peers = [Peer("2.2", Anna, "1001", "Anna Adler")] },
        Party("2.2", Anna, "1001", "Anna Adler", PartyState.Ringing, now.AddSeconds(-5)) with { Peers = [Peer("2.1", null, "+4930555123", "Customer Ltd")] });

    /// <summary>A stranger waits in a queue.</summary>
    public static Call Waiting(DateTimeOffset now) =>
        Of("3.1", now, Party("3.1", null, "anonymous", "", PartyState.InQueue, now.AddSeconds(-40)) with { IsCaller = true, Queue = "support" });

    public static CallSnapshot Now(params Call[] calls) => new(TestData.Server, calls);

    private static Call Of(string id, DateTimeOffset now, params CallParty[] parties) => new(TestData.Server, id, now.AddMinutes(-3), parties);

    private static CallParty Party(string channel, ExtensionKey? extension, string number, string name, PartyState state, DateTimeOffset since) => new()
    {
        ChannelId = channel,
        Device = extension is { } key ? "PJSIP/" + key.Exten : "PJSIP/trunk",
        Extensions = extension is { } one ? [one] : [],
        Number = number,
        Name = name,
        State = state,
        Since = since,
        StartedAt = since,
        ConnectedAt = state == PartyState.Talking ? since : null,
    };

    private static CallPeer Peer(string channel, ExtensionKey? extension, string number, string name) => new(channel, number, name, extension is { } key ? [key] : []);
}
