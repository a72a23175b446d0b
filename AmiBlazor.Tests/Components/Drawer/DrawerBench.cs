using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Components.Languages;
using AmiBlazor.Data;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Drawer;

/// <summary>The drawer alone, at noon in UTC, on the product's own services and a real database.</summary>
internal sealed class DrawerBench : IAsyncDisposable
{
    private DrawerBench(PageBench page, FakeClock clock)
    {
        Page = page;
        Clock = clock;
        page.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        page.Context.Services.GetRequiredService<Localizer>().Zone = TimeZoneInfo.Utc;
    }

    public PageBench Page { get; }

    /// <summary>What the drawer's pause runs by.</summary>
    public FakeClock Clock { get; }

    public TestDatabase Database => Page.Database;

    /// <summary>True once the drawer has asked to be closed.</summary>
    public bool IsClosed { get; private set; }

    public static async Task<DrawerBench> CreateAsync()
    {
        var clock = new FakeClock();
        return new DrawerBench(await PageBench.CreateAsync(time: clock), clock);
    }

    public Task ApplyAsync(DateTimeOffset at, params SnapshotRow[] rows) => Page.ApplyAsync(at, rows);

    /// <summary>Puts a list where the main connection would, after it came back.</summary>
    public Task ResyncAsync(DateTimeOffset at, params SnapshotRow[] rows) =>
        Database.Store.ResyncAsync(Snapshot(at, rows), Xunit.TestContext.Current.CancellationToken);

    /// <summary>Notes a time in which changes could go unheard.</summary>
    /// <param name="from">Its beginning.</param>
    /// <param name="to">Its end; null while it lasts.</param>
    /// <param name="reason">Why.</param>
    public async Task GapAsync(DateTimeOffset from, DateTimeOffset? to, FormattableString? reason = null)
    {
        var gaps = Database.Service<MonitoringGapStore>();
        await gaps.BeginAsync(Server, from, reason ?? LiveMessages.NotRunning(), null, Xunit.TestContext.Current.CancellationToken);
        if (to is { } end) await gaps.EndAsync(Server, end, 0, Xunit.TestContext.Current.CancellationToken);
    }

    /// <summary>Says how the main connection is; none at all as long as nobody does.</summary>
    public void Report(MainConnectionState state, Func<MainConnectionHealth, MainConnectionHealth>? more = null)
    {
        var health = new MainConnectionHealth { Server = Server, State = state, Since = Noon.AddMinutes(-3) };
        Database.Service<MainConnections>().Update(Server, _ => more is null ? health : more(health));
    }

    /// <summary>The row as the board has it now.</summary>
    public BoardRow Find(string exten = "1001") => Database.Board.Rows(Server).Single(row => row.Key.Exten == exten);

    public IRenderedComponent<ExtensionDrawer> Open() => Open(Find());

    public IRenderedComponent<ExtensionDrawer> Open(BoardRow row, string? role = null)
    {
        if (role is not null) Page.Person.Become(role);
        return Page.Context.Render<ExtensionDrawer>(parameters => parameters
            .Add(drawer => drawer.Row, row)
            .Add(drawer => drawer.LastSeen, Database.Board.LastSeen(row))
            .Add(drawer => drawer.Now, Noon)
            .Add(drawer => drawer.OnClose, () => IsClosed = true));
    }

    /// <summary>What the page does when the board moves or time goes by.</summary>
    public void Show(IRenderedComponent<ExtensionDrawer> drawer, DateTimeOffset? now = null) => drawer.Render(parameters => parameters
        .Add(drawer => drawer.Row, Find())
        .Add(drawer => drawer.Now, now ?? Noon));

    /// <summary>So many changes between online and ringing, past the store, which would need a list for each.</summary>
    public void Insert(int count, Func<int, DateTimeOffset> at)
    {
        using var connection = Database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        for (var number = 0; number < count; number++)
        {
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO StatusChanges (ExtensionId, FromCode, ToCode, At, Source) VALUES ({Find().Id}, {number % 2 * 8}, {(number + 1) % 2 * 8}, {UtcTime.ToStored(at(number))}, 'live')");
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>So many gaps, past the one who writes them.</summary>
    public void InsertGaps(int count, Func<int, (DateTimeOffset From, DateTimeOffset To)> when)
    {
        using var connection = Database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        for (var number = 0; number < count; number++)
        {
            var (from, to) = when(number);
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO Gaps (Server, BeganAt, EndedAt, Reason, Changed) VALUES ('{Server}', {UtcTime.ToStored(from)}, {UtcTime.ToStored(to)}, 'Down.', 0)");
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public ValueTask DisposeAsync() => Page.DisposeAsync();
}
