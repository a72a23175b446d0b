using AmiBlazor.Live;
using AmiBlazor.Tests.Components.Pbxs;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Live;

public sealed class MainConnectionHealthTests
{
    [Theory]
    [InlineData(MainConnectionState.Off, true, true, false)]
    [InlineData(MainConnectionState.Connecting, false, false, false)]
    [InlineData(MainConnectionState.Connecting, true, false, true)]
    [InlineData(MainConnectionState.Syncing, false, false, false)]
    [InlineData(MainConnectionState.Syncing, true, false, true)]
    [InlineData(MainConnectionState.Following, false, false, false)]
    [InlineData(MainConnectionState.Following, true, false, true)]
    [InlineData(MainConnectionState.Following, false, true, true)]
    [InlineData(MainConnectionState.Unsaved, false, true, true)]
    [InlineData(MainConnectionState.Down, false, false, true)]
    [InlineData(MainConnectionState.Refused, false, false, true)]
    internal void States_are_in_doubt_while_changes_can_have_gone_unheard(MainConnectionState state, bool hasGap, bool hasWarning, bool isInDoubt)
    {
        var health = new MainConnectionHealth
        {
            Server = Server,
            State = state,
            Since = Noon,
            GapSince = hasGap ? Noon : null,
            EventsMissing = hasWarning ? LiveMessages.Missed(Server, 2) : null,
        };

        Assert.Equal(isInDoubt, health.IsInDoubt);
    }
}
