using AmiBlazor.Components.Pbxs;
using AmiBlazor.Live;

namespace AmiBlazor.Tests.Components.Pbxs;

public sealed class PbxStyleTests
{
    public static TheoryData<string> Tones => ["live", "well", "joining", "trouble", "refused", "off", "never"];

    [Fact]
    public void Each_state_has_an_icon_of_its_own_for_those_who_cannot_tell_the_colours_apart() =>
        Assert.Equal(Tones.Count, Tones.Select(tone => PbxStyle.Of(tone.Data).Icon).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_state_of_a_main_connection_is_one_of_them() => Assert.All(
        Enum.GetValues<MainConnectionState>(),
        state => Assert.Contains(
            Tones, tone => string.Equals(
                tone.Data, PbxMessages.Tone(new MainConnectionHealth { Server = "main", State = state, Since = DateTimeOffset.UnixEpoch }), StringComparison.Ordinal)));
}
