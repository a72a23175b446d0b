using System.Globalization;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Components.Languages;
using AmiBlazor.Data;
using AmiBlazor.Extensions;
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
        page.Context.Services.GetRequiredService<Texts>().Zone = TimeZoneInfo.Utc;
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

    public ValueTask DisposeAsync() => Page.DisposeAsync();
}
