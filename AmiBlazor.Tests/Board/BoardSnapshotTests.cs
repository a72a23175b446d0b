using AmiBlazor.Board;
using Microsoft.Extensions.Logging.Abstractions;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Board;

public sealed class BoardSnapshotTests
{
    private readonly LiveBoard _board = new(TimeProvider.System, NullLogger<LiveBoard>.Instance);

    [Fact]
    public void A_picture_stays_as_it_was_when_the_board_moves_on()
    {
        _board.Publish(Server, Many(600), facts: null);
        var before = _board.Snapshot;

        _board.Publish(Server, [BoardRow("10300", 8, id: 301)], facts: null);

        var after = _board.Snapshot;
        Assert.Same(before.Layout, after.Layout);
        var (was, isNow) = Assert.Single(after.ChangesSince(before));
        Assert.Equal(("10300", 0), (was.Key.Exten, was.StatusCode));
        Assert.Equal(("10300", 8), (isNow.Key.Exten, isNow.StatusCode));
        Assert.DoesNotContain(before.Rows(), row => row.StatusCode == 8);
    }

    [Fact]
    public void All_who_look_at_one_moment_share_one_picture()
    {
        _board.Publish(Server, Many(3), facts: null);

        Assert.Same(_board.Snapshot, _board.Snapshot);
        Assert.Same(_board.Snapshot, _board.Subscribe(_ => Task.CompletedTask).First.Snapshot);
    }

    [Fact]
    public void A_picture_holds_the_extensions_of_all_PBXs_each_at_its_place()
    {
        _board.Publish("b", [BoardRow("1", server: "b", context: "sales", id: 9000)], new BoardPbx("b", Noon.AddMinutes(1)));
        _board.Publish(Server, Many(600), facts: null);

        var picture = _board.Snapshot;

        Assert.Equal(601, picture.Count);
        Assert.Equal(picture.Rows(), picture.Indices().Select(place => picture[place]));
        Assert.Equal(601, picture.Rows().DistinctBy(row => row.Id).Count());
        Assert.Equal(["b", Server], picture.Layout.Servers);
        Assert.Equal([Context, "sales"], picture.Layout.Contexts);
        Assert.Equal(Noon.AddMinutes(1), picture.LastSeen(picture.Find(row => row.Id == 9000)!));
        Assert.Null(picture.Find(row => row.Id == 9001));
    }

    [Fact]
    public void An_extension_is_found_by_its_key_as_it_was_at_that_moment()
    {
        _board.Publish("b", [BoardRow("10300", server: "b", id: 9000)], facts: null);
        _board.Publish(Server, Many(600), facts: null);
        var before = _board.Snapshot;
        var key = before.Rows().Single(row => row.Id == 301).Key;
        Assert.Equal(0, before.Find(key)?.StatusCode);

        _board.Publish(Server, [BoardRow("10300", 8, id: 301), BoardRow("99", id: 9001)], facts: null);

        Assert.Equal((0, 8), (before.Find(key)?.StatusCode, _board.Snapshot.Find(key)?.StatusCode));
        Assert.Equal(9000, _board.Snapshot.Find(key with { Server = "b" })?.Id);
        Assert.Null(before.Find(key with { Exten = "99" }));
        Assert.Equal(9001, _board.Snapshot.Find(key with { Exten = "99" })?.Id);
        Assert.Null(_board.Snapshot.Find(key with { Context = "other" }));
    }

    [Fact]
    public void An_extension_that_comes_changes_the_shape()
    {
        _board.Publish(Server, Many(300), facts: null);
        var before = _board.Snapshot;

        _board.Publish(Server, [BoardRow("99", id: 99)], facts: null);

        Assert.NotSame(before.Layout, _board.Snapshot.Layout);
        Assert.Equal((300, 301), (before.Rows().Count(), _board.Snapshot.Rows().Count()));
    }

    [Fact]
    public void A_board_that_was_loaded_anew_has_another_shape_even_with_as_many_extensions()
    {
        _board.Publish(Server, [BoardRow("1", id: 1)], facts: null);
        var before = _board.Snapshot;

        _board.Replace(Server, [BoardRow("2", id: 2)], new BoardPbx(Server, null));

        Assert.NotSame(before.Layout, _board.Snapshot.Layout);
        Assert.Equal("2", Assert.Single(_board.Snapshot.Rows()).Key.Exten);
    }

    private static BoardRow[] Many(int count) => [.. Rows(count).Select((row, index) => BoardRow(row.Exten, id: index + 1))];
}
