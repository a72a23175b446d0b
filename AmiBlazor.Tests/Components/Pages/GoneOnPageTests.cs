using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pages;

/// <summary>Gone is not offline: extensions that their PBX no longer lists, on the page.</summary>
public sealed class GoneOnPageTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    private IEnumerable<string?> Messages => _bench.Context.Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(message => message.Message);

    /// <summary>1001 and 1002 are gone, 1003 is offline.</summary>
    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync();
        await _bench.ApplyAsync(Noon, Row("1001"), Row("1002", 4), Row("1003", 4), Row("1004"));
        await _bench.ApplyAsync(Noon.AddHours(1), Row("1003", 4), Row("1004"));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public void They_have_a_word_a_look_a_count_and_a_filter_of_their_own()
    {
        var page = _bench.Open();

        Assert.Contains("status-gone", page.Row("1001").ClassName, StringComparison.Ordinal);
        Assert.Contains("Gone", page.RowText("1001"), StringComparison.Ordinal);
        Assert.DoesNotContain("Offline", page.RowText("1002"), StringComparison.Ordinal);
        Assert.Contains("No longer in the dialplan since", page.Row("1002").QuerySelector(".c-since")!.GetAttribute("title"), StringComparison.Ordinal);
        Assert.Equal(("1", "2", "4 extensions"), (Count(page, "offline"), Count(page, "gone"), page.Find(".shown").TextContent));
    }

    [Theory]
    [InlineData("status=gone", "1001 1002")]
    [InlineData("status=offline", "1003")]
    [InlineData("q=gone", "1001 1002")]
    [InlineData("q=offline", "1003")]
    [InlineData("sort=-status", "1001 1002 1003 1004")]
    public void An_address_and_a_search_find_them(string query, string expected) => Assert.Equal(expected, string.Join(' ', _bench.Open(query).Shown()));

    [Fact]
    public async Task A_supervisor_archives_one_in_its_drawer_and_brings_it_back()
    {
        var page = _bench.Open("open=main/from-internal/1001");

        await page.ClickAsync("Archive");

        page.WaitForAssertion(() => Assert.Equal(["1002", "1003", "1004"], page.Shown()), Timeouts.Default);
        Assert.Equal(("1", "3 extensions", "1 archived"), (Count(page, "gone"), page.Find(".shown").TextContent, page.Find(".archive").TextContent.Trim()));
        Assert.Contains("Archived", page.FindComponent<ExtensionDrawer>().Find(".now").TextContent, StringComparison.Ordinal);

        await page.ClickAsync("Bring back");

        page.WaitForAssertion(() => Assert.Equal(["1001", "1002", "1003", "1004"], page.Shown()), Timeouts.Default);
        Assert.Empty(page.FindAll(".archive"));
        Assert.Equal(
            [
                "1 extension archived. Its history stays; it is back by itself when the PBX lists it again.",
                "1 extension is back on the board.",
            ],
            Messages);
        Assert.Equal(
            ["anna main/from-internal/1001: done. Archived.", "anna main/from-internal/1001: done. Brought back."], await _bench.Database.AuditAsync(AuditAction.Archive));
    }

    [Fact]
    public async Task Several_are_archived_together_and_what_the_PBX_lists_is_left_out()
    {
        var page = _bench.Open();
        foreach (var exten in (string[])["1001", "1002", "1004"]) await page.PickAsync(exten);

        await page.ClickAsync("Archive");

        page.WaitForAssertion(() => Assert.Equal(["1003", "1004"], page.Shown()), Timeouts.Default);
        await page.InvokeAsync(() => page.Find(".archive").Click());
        page.WaitForAssertion(() => Assert.Equal(["1001", "1002"], page.Shown()), Timeouts.Default);
        Assert.Equal("2 of 2 archived extensions", page.Find(".shown").TextContent);
        Assert.Equal(2, (await _bench.Database.AuditAsync(AuditAction.Archive)).Count);
    }

    [Fact]
    public async Task An_archived_one_can_still_be_opened_by_its_address_and_is_back_when_it_is_listed_again()
    {
        await _bench.Database.Store.ArchiveAsync([new(Server, Context, "1001")], isArchived: true, _ => true, TestContext.Current.CancellationToken);

        var page = _bench.Open("open=main/from-internal/1001");

        Assert.Equal(["1002", "1003", "1004"], page.Shown());
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".history li")), Timeouts.Default);
        Assert.Contains("Gone", page.Find(".history li").TextContent, StringComparison.Ordinal);

        await _bench.ApplyAsync(Noon.AddHours(2), Row("1001", 8), Row("1003", 4), Row("1004"));

        page.WaitForAssertion(() => Assert.Equal(["1001", "1002", "1003", "1004"], page.Shown()), Timeouts.Default);
        Assert.Contains("Ringing", page.RowText("1001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_is_not_offered_to_archive()
    {
        _bench.Person.Become(Roles.Viewer);

        var page = _bench.Open("open=main/from-internal/1001");
        await page.PickAsync("1001");

        Assert.Empty(page.FindComponents<ArchiveButton>());
    }

    [Fact]
    public async Task An_extension_that_is_deleted_leaves_an_open_page_and_its_drawer()
    {
        var page = _bench.Open("open=main/from-internal/1001");

        await _bench.Database.Store.DeleteAsync(Server, [new(Server, Context, "1001")], _ => true, Noon.AddDays(1), TestContext.Current.CancellationToken);

        page.WaitForAssertion(() => Assert.Equal(["1002", "1003", "1004"], page.Shown()), Timeouts.Default);
        Assert.Empty(page.FindComponents<ExtensionDrawer>());
        Assert.Equal("1", Count(page, "gone"));
    }

    private static string Count(IRenderedComponent<AmiBlazor.Components.Pages.ExtensionsStatus> page, string status) =>
        page.Find($".tile.status-{status} .count").TextContent;
}
