using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Languages;
using Microsoft.Extensions.Logging.Abstractions;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

/// <summary>What holds for every board, every scope and every change: what is shown, counted, found and offered is what is seen, at every moment.</summary>
public sealed class ScopedBoardPropertyTests
{
    private static readonly string[] Servers = ["a", "b", "c"];
    private static readonly string?[] Departments = ["Sales", "sales", "Support", "", null];
    private static readonly int[] Codes = [-1, 0, 1, 2, 4, 8, 9, 16];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_shown_is_what_is_seen(int seed)
    {
        var random = new Random(seed);
        var board = new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance);
        var rows = new Dictionary<ExtensionKey, BoardRow>();
        var scope = RandomScope(random);
        var view = new ExtensionGridView(status => StatusStyle.Label(new Localizer(), status), scope);
        view.Show(GridFilter.None, new GridSort(RandomOf(random, Enum.GetValues<GridColumn>()), random.Next(2) == 0));

        for (var step = 0; step < 40; step++)
        {
            var before = Seen(rows, scope).ToList();
            Change(random, board, rows);
            var facts = board.Snapshot.Pbxs.Where(pbx => scope.Includes(pbx.Server)).ToList();
            var news = view.Update(board.Snapshot);

            Check(view, rows, scope);
            if (!news) Assert.Equal(before, Seen(rows, scope));
            if (random.Next(4) == 0) view.Show(RandomFilter(random), view.Sort);
            if (view.IsStale) view.Arrange();
            var expected = Seen(rows, scope).Where(row => view.Filter.Matches(row, status => StatusStyle.Label(new Localizer(), status)));
            Assert.Equal(expected.Select(row => row.Id).Order(), view.Visible.Select(item => item.Row.Id).Order());
            Assert.Equal(facts, board.Snapshot.Pbxs.Where(pbx => scope.Includes(pbx.Server)));
        }
    }

    [Fact]
    public void A_change_of_what_is_not_seen_is_no_news()
    {
        var board = new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance);
        var view = View(board, ["a"], ["Sales"]);
        board.Publish("a", [BoardRow("1", server: "a", department: "Sales", id: 1), BoardRow("2", server: "a", department: "Support", id: 2)], facts: null);
        board.Publish("b", [BoardRow("3", server: "b", department: "Sales", id: 3)], new BoardPbx("b", Noon));
        view.Update(board.Snapshot);
        var list = view.Visible;

        board.Publish("a", [BoardRow("2", 8, server: "a", department: "Support", id: 2)], facts: null);
        board.Publish("b", [BoardRow("3", 8, server: "b", department: "Sales", id: 3)], new BoardPbx("b", Noon.AddHours(1)));

        Assert.False(view.Update(board.Snapshot));
        Assert.Same(list, view.Visible);
        Assert.False(view.IsStale);
        board.Publish("a", [], new BoardPbx("a", Noon.AddHours(1)));
        Assert.True(view.Update(board.Snapshot));
    }

    [Fact]
    public void An_extension_that_changes_its_department_comes_and_goes_at_once()
    {
        var board = new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance);
        var view = View(board, servers: null, ["Sales"]);
        board.Publish("a", [BoardRow("1", 8, server: "a", context: "x", department: "Sales", id: 1), BoardRow("2", server: "a", department: "Sales", id: 2)], facts: null);
        view.Update(board.Snapshot);

        board.Publish("a", [BoardRow("1", 8, server: "a", context: "x", department: "Support", id: 1)], facts: null);
        Assert.True(view.Update(board.Snapshot));
        Assert.Equal(("2", 1, 0), (Assert.Single(view.Visible).Row.Key.Exten, view.Total, view.Count(ExtensionStatus.Ringing)));
        Assert.Equal([Context], view.Contexts);
        Assert.Null(view.Find(1));

        board.Publish("a", [BoardRow("1", 8, server: "a", context: "x", department: "Sales", id: 1)], facts: null);
        Assert.True(view.Update(board.Snapshot));
        Assert.Equal((2, 2, 1), (view.Visible.Count, view.Total, view.Count(ExtensionStatus.Ringing)));
        Assert.NotNull(view.Find(1));
    }

    private static void Check(ExtensionGridView view, Dictionary<ExtensionKey, BoardRow> rows, ExtensionScope scope)
    {
        var seen = Seen(rows, scope).ToList();
        Assert.Equal(seen.Count, view.Total);
        Assert.All(Enum.GetValues<ExtensionStatus>(), status => Assert.Equal(seen.Count(row => row.Shown == status), view.Count(status)));
        Assert.Equal(seen.Select(row => row.Key.Server).Distinct().Order(StringComparer.Ordinal), view.Servers);
        Assert.Equal(seen.Select(row => row.Key.Context).Distinct().Order(StringComparer.Ordinal), view.Contexts);
        Assert.All(view.Visible, item => Assert.True(scope.Includes(item.Row.Key.Server, item.Row.Department)));
        Assert.All(rows.Values, row =>
        {
            var found = seen.Contains(row) ? row : null;
            Assert.Equal((found, found), (view.Find(row.Id), view.Find(row.Key)));
        });
    }

    private static IEnumerable<BoardRow> Seen(Dictionary<ExtensionKey, BoardRow> rows, ExtensionScope scope) =>
        rows.Values.Where(row => scope.Includes(row.Key.Server, row.Department)).OrderBy(row => row.Id);

    private static void Change(Random random, LiveBoard board, Dictionary<ExtensionKey, BoardRow> rows)
    {
        var server = RandomOf(random, Servers);
        if (random.Next(10) == 0)
        {
            foreach (var key in rows.Keys.Where(key => key.Server == server && random.Next(3) == 0).ToList())
                rows.Remove(key);
            board.Replace(server, [.. rows.Values.Where(row => row.Key.Server == server)], new BoardPbx(server, Noon.AddSeconds(random.Next(100))));
            return;
        }

        var changed = new List<BoardRow>();
        for (var count = random.Next(6); count > 0; count--)
        {
            var number = random.Next(12);
            var row = BoardRow(
                $"{number}", RandomOf(random, Codes), context: number % 2 == 0 ? "x" : "y", server, $"name {random.Next(3)}", RandomOf(random, Departments),
                id: 1 + number + (100 * Array.IndexOf(Servers, server)));
            rows[row.Key] = row;
            changed.RemoveAll(other => other.Id == row.Id);
            changed.Add(row);
        }

        board.Publish(server, changed, random.Next(4) == 0 ? new BoardPbx(server, Noon.AddSeconds(random.Next(100))) : null);
    }

    private static ExtensionScope RandomScope(Random random) => ScopeOf(
        random.Next(3) == 0 ? null : [.. Servers.Where(_ => random.Next(2) == 0)],
        random.Next(3) == 0 ? null : [.. Departments.OfType<string>().Where(_ => random.Next(2) == 0)]);

    private static GridFilter RandomFilter(Random random) => random.Next(4) switch
    {
        0 => GridFilter.None,
        1 => new GridFilter { Text = $"{random.Next(3)}" },
        2 => new GridFilter { Server = RandomOf(random, Servers) },
        _ => new GridFilter { Status = RandomOf(random, Enum.GetValues<ExtensionStatus>()) },
    };

    private static ExtensionGridView View(LiveBoard board, string[]? servers, string[]? departments)
    {
        var view = new ExtensionGridView(status => StatusStyle.Label(new Localizer(), status), ScopeOf(servers, departments));
        view.Update(board.Snapshot);
        return view;
    }

    private static ExtensionScope ScopeOf(string[]? servers, string[]? departments) =>
        ExtensionScopes.Of(new CachedAccount(1, "vera", Roles.Viewer, "stamp", IsDisabled: false, servers, departments).Principal(address: null));

    private static T RandomOf<T>(Random random, IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
