using AmiBlazor.Board;
using AmiBlazor.Components.Walls;

namespace AmiBlazor.Tests.Components.Walls;

public sealed class WallPictureTests
{
    [Fact]
    public void Extensions_that_are_in_doubt_by_themselves_are_named_by_number_and_those_of_a_PBX_in_doubt_are_not()
    {
        var picture = new WallPicture { Doubted = ["silent"] };

        picture.Add([Row("main", "1003"), Row("silent", "1001"), Row("main", "1002"), Row("main", "1004")], row => row.Key.Exten != "1004");

        Assert.Equal(["1002", "1003"], picture.DoubtedRows.Select(row => row.Key.Exten));
        Assert.Equal(3, picture.Totals[WallState.InDoubt]);
    }

    private static BoardRow Row(string server, string exten) =>
        new(1, new ExtensionKey(server, "hints", exten), "PJSIP/" + exten, null, null, 0, Present: true, default, null, default);
}
