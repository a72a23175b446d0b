using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Components.Drawer;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>A PBX that names ever new extensions fills neither memory nor database, however many connections it takes for it.</summary>
public sealed class PbxRoomTests
{
    [Fact]
    public async Task Lists_that_bring_ever_new_extensions_stop_at_the_bound_and_what_is_listed_comes_before_what_is_gone()
    {
        await using var database = await TestDatabase.CreateAsync();
        StoreResult? last = null;
        for (var list = 0; list < 4; list++)
        {
            var rows = Enumerable.Range(0, 30_000).Select(number => Row($"{list}-{number}")).Append(Row("1001", list % 2));
            last = await database.Store.ResyncAsync(Snapshot(Noon.AddMinutes(list), [.. rows]), TestContext.Current.CancellationToken);
            if (list > 0) continue;
            foreach (var exten in (string[])["0-0", "0-1"])
                Assert.NotNull(await database.Store.RenameAsync(new(Server, Context, exten), "Anna", null, _ => true, TestContext.Current.CancellationToken));
        }

        Assert.Equal((PbxBoard.MostRows, 0), (last!.Known, last.NotAdded));
        var rowsNow = database.Board.Rows(Server);
        Assert.Equal(PbxBoard.MostRows, rowsNow.Count);
        Assert.Equal(30_001, rowsNow.Count(row => row.Present));
        Assert.Equal(["0-0", "0-1"], rowsNow.Where(row => row.Name is not null).Select(row => row.Key.Exten).Order(StringComparer.Ordinal));
        Assert.Equal(1, rowsNow.Single(row => row.Key.Exten == "1001").StatusCode);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_list_that_is_longer_than_there_is_room_is_told_to_be()
    {
        await using var database = await TestDatabase.CreateAsync();
        var rows = Enumerable.Range(0, PbxBoard.MostRows + 3).Select(number => Row(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        var result = await database.Store.ResyncAsync(Snapshot(Noon, [.. rows]), TestContext.Current.CancellationToken);

        Assert.Equal((PbxBoard.MostRows, 3), (result.Known, result.NotAdded));
        Assert.Equal(
            "3 extensions that PBX “main” lists are not on the board: at most 100,000 are kept. "
            + "Set Ami:Servers:N:Contexts to the contexts that you need.",
            FormattableString.Invariant(StoreMessages.NoRoom(Server, result.NotAdded)));
    }

    [Fact]
    public void Events_of_ever_new_extensions_stop_there_too()
    {
        var known = new PbxBoard(Server);
        for (var id = 1; id < PbxBoard.MostRows; id++) known.Set(BoardRow("k" + id.ToString(System.Globalization.CultureInfo.InvariantCulture), id: id), 1);

        var diff = LiveDiff.Of(known, new HintIndex(), [Event("new", 1), Event("next", 1), Event("k1", 8), Event("next", 0)], Noon);

        Assert.Equal(["new"], diff.Added.Select(added => added.Row.Exten));
        Assert.Equal(["k1"], diff.Changes.Select(change => change.Row.Key.Exten));
        Assert.True(diff.HasReloadTraces);

        static LiveStatus Event(string exten, int code) => new(Context, exten, "PJSIP/" + exten, code, Noon);
    }

    [Fact]
    public void Long_hints_reach_the_bound_sooner_and_what_replaces_a_hint_does_not_add_up()
    {
        var known = new PbxBoard(Server);
        var hint = new string('h', 8_000);
        for (var version = 1; version < 10; version++) known.Set(BoardRow("1", id: 1) with { Hint = hint }, version);
        Assert.Equal(8_000 + Context.Length + 1, known.Characters);
        for (var id = 2; known.Characters < PbxBoard.MostCharacters - 8_100; id++)
            known.Set(BoardRow(id.ToString(System.Globalization.CultureInfo.InvariantCulture), id: id) with { Hint = hint }, 1);

        var full = known.Characters;
        known.Remove(BoardRow("2", id: 2).Key, 15);
        Assert.Equal(full - 8_000 - Context.Length - 1, known.Characters);
        known.Set(BoardRow("2", id: 2) with { Hint = hint }, 20);
        var room = new PbxRoom(known);

        Assert.True(room.TryTake(new SnapshotRow("c", "e", "PJSIP/1", 0)));
        Assert.False(room.TryTake(new SnapshotRow("c", "f", hint + hint, 0)));
        Assert.True(room.TryTake(new SnapshotRow("c", "f", "PJSIP/2", 0)));
    }
}
