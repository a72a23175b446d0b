using System.Text.Json;
using AmiBlazor.Api;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components.Pbxs;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Api;

public sealed class MainConnectionResponseTests
{
    [Fact]
    public void Everything_that_is_known_is_told()
    {
        var (version, known) = ("11.0.0", 25);
        var health = new MainConnectionHealth
        {
            Server = Server,
            State = MainConnectionState.Following,
            Since = Noon,
            AmiVersion = version,
            LastEventAt = Noon.AddSeconds(1),
            Events = 7,
            EventsOutsideContexts = 2,
            EventsSkipped = 8,
            EventsDoubted = 9,
            DoubtedWords = "Event: x",
            Reconnects = 3,
            RoundTrip = TimeSpan.FromMicroseconds(1_236),
            Gaps = 4,
            GapSince = Noon.AddSeconds(2),
            NextTryAt = Noon.AddSeconds(3),
            Trouble = $"PBX “{Server}” knows {1_204:N0}.",
            PbxWords = "Permission denied",
            EventsMissing = $"{1_205:N0} events are missing.",
            LastCheck = new BoardVerification(Noon.AddSeconds(4), ChangeSource.Refresh, known, Changed: 1, Differing: 2),
            LastResync = new ResyncResult(Noon.AddSeconds(5), ResyncReason.Reloaded, known, Changed: 3, Added: 2, Gone: 1),
        };

        var response = JsonSerializer.Serialize(MainConnectionResponse.Of(health, withWords: true), JsonSerializerOptions.Web);

        using var json = JsonDocument.Parse(response);
        Assert.Equal(
            [
                "server=main", "state=following", "since=2026-01-31T12:00:00+00:00", "amiVersion=11.0.0", "lastEventAt=2026-01-31T12:00:01+00:00", "events=7",
                "eventsOutsideContexts=2", "eventsSkipped=8", "eventsDoubted=9", "doubtedWords=Event: x", "reconnects=3", "pingMs=1.24", "gaps=4", "gapSince=2026-01-31T12:00:02+00:00",
                "nextTryAt=2026-01-31T12:00:03+00:00", "error=PBX “main” knows 1,204.", "pbxWords=Permission denied", "warning=1,205 events are missing.",
                """lastCheck={"at":"2026-01-31T12:00:04+00:00","source":"refresh","known":25,"changed":1,"differing":2}""",
                """lastResync={"at":"2026-01-31T12:00:05+00:00","reason":"reloaded","known":25,"changed":3,"added":2,"gone":1}""",
            ],
            json.RootElement.EnumerateObject().Select(field => $"{field.Name}={field.Value}"));
    }

    [Fact]
    public void What_is_not_known_is_null()
    {
        var response = MainConnectionResponse.Of(new MainConnectionHealth { Server = Server, State = MainConnectionState.Off, Since = Noon }, withWords: true);

        Assert.Equal("off", response.State);
        Assert.Equal((0, 0, 0, 0), (response.Events, response.EventsOutsideContexts, response.Reconnects, response.Gaps));
        Assert.All(
            new object?[]
            {
                response.AmiVersion, response.LastEventAt, response.PingMs, response.GapSince, response.NextTryAt, response.Error,
                response.PbxWords, response.Warning,
                response.LastCheck, response.LastResync,
            },
            Assert.Null);
    }
}
