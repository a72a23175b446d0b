using AmiBlazor.Control;

namespace AmiBlazor.Tests.Control;

public sealed class ControlPlacesTests
{
    [Fact]
    public void One_PBX_has_places_for_so_many_at_a_time_and_another_has_its_own()
    {
        var places = new ControlPlaces();
        var taken = Enumerable.Range(0, ControlPlaces.Most).Select(_ => places.Take("main", null)).ToList();

        var refused = Assert.Throws<ControlException>(() => places.Take("main", null));
        Assert.Equal(
            (ControlOutcome.Refused, "Too much is being done on PBX “main” at the moment. Wait a moment, then try again."),
            (refused.Result.Outcome, refused.Result.Message));
        places.Take("other", null).Dispose();

        // Given back once, however often it is disposed of.
        taken[0].Dispose();
        taken[0].Dispose();
        using var another = places.Take("main", null);
        Assert.Throws<ControlException>(() => places.Take("main", null));
    }

    [Fact]
    public void A_phone_is_rung_for_one_thing_at_a_time()
    {
        var places = new ControlPlaces();
        var place = places.Take("main", ControlRig.Clara);

        Assert.Throws<ControlException>(() => places.Take("main", ControlRig.Clara));
        places.Take("main", ControlRig.Key("1001")).Dispose();
        place.Dispose();
        places.Take("main", ControlRig.Clara).Dispose();
    }
}
