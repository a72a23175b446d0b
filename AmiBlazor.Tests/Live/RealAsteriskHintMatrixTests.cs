using AmiBlazor.Board;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>
/// Hints with “do not disturb” as FreePBX writes them, with real phones: registered or not; “do not disturb” never set, on, and off again; of one phone and
/// of two; idle, ringing, in use and held. The board must be right live and after a refresh alike, and agree with Asterisk and with its devices.
/// </summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskHintMatrixTests(ITestOutputHelper output)
{
    [Theory, ClassData<AsteriskVersions>]
    public async Task The_board_is_right_whatever_phones_and_do_not_disturb_do(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints =
            [
                (RealAsteriskSettings.DefaultContext, "1002", "PJSIP/1002&Custom:DND1002,CustomPresence:1002"),
                (RealAsteriskSettings.DefaultContext, "1003", "PJSIP/1003&PJSIP/1013&Custom:DND1003,CustomPresence:1003"),
            ],
            Telephony = new(["1001", "1002", "1003", "1013"]),
        });
        await using var app = await FollowedApp.StartAsync(asterisk.Server());
        await using var caller = new SipPhone(asterisk.SipPort, "1001");
        await using var one = new SipPhone(asterisk.SipPort, "1002");
        await using var first = new SipPhone(asterisk.SipPort, "1003");
        await using var second = new SipPhone(asterisk.SipPort, "1013");

        foreach (var walk in (HintWalk[])[new(app, asterisk, caller, one), new(app, asterisk, caller, first, second)])
        {
            await walk.RunAsync();
            output.WriteLine($"Asterisk {version}, {walk.Hint}");
            foreach (var line in walk.Seen) output.WriteLine(line);
            var history = await app.HistoryAsync(walk.Exten);
            output.WriteLine("history: " + string.Join(' ', history.Select(change => $"{Word(change.ToCode)}({change.Source})")));

            Assert.Equal(26, walk.Seen.Count);
            Assert.Equal(walk.Expected, Words(history.Select(change => Word(change.ToCode))));
            Assert.All(history.Skip(1), change => Assert.Equal(ChangeSource.Live, change.Source));
        }

        Assert.Empty(await app.GapsAsync());
        await app.AssertConsistentAsync();
    }

    /// <summary>Words without those that repeat the one before.</summary>
    internal static List<string> Words(IEnumerable<string> words)
    {
        var kept = new List<string>();
        foreach (var word in words)
        {
            if (kept.Count == 0 || !string.Equals(kept[^1], word, StringComparison.Ordinal)) kept.Add(word);
        }

        return kept;
    }

    private static string Word(int code) => ExtensionStatusExtensions.FromCode(code).Word();
}
