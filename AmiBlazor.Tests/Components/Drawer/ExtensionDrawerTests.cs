using AmiBlazor.Auth;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Drawer;

/// <summary>The drawer as a whole: what it says of an extension, and how it comes and goes.</summary>
public sealed class ExtensionDrawerTests : IAsyncLifetime
{
    private DrawerBench _bench = null!;

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await DrawerBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task All_that_is_known_of_an_extension_is_said()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        await _bench.ApplyAsync(Noon.AddMinutes(-5), Row("1001", 8));
        await _bench.Database.Store.RenameAsync(_bench.Find().Key, "Anna Weber", "Sales", Ct);

        var drawer = _bench.Open();

        drawer.Shows("h2", "1001 Anna Weber");
        drawer.Shows(".now", "Ringing", "since 11:55:00", "5 min");
        drawer.Shows(".sure", "Known from the list taken 5 min ago.");
        Assert.Equal(
            ["Name: Anna Weber", "Department: Sales", "PBX: main", "Context: from-internal", "Number: 1001", "Hint: PJSIP/1001", "Status: Ringing AMI 8 · RINGING", "In the PBX: present"],
            drawer.Facts().Take(8));
        Assert.Equal(["Last seen: 11:55:00 (5 min ago)", "Last change: 11:55:00 (5 min ago)"], drawer.Facts().Skip(8).Take(2));
        drawer.Eventually(() => Assert.Equal("First known: 29 Jan 2026, 12:00 (2 d 0 h ago)", drawer.Facts()[^1]));
    }

    [Fact]
    public async Task A_nameless_extension_is_told_by_its_device_and_empty_fields_say_so()
    {
        await _bench.ApplyAsync(Noon, Row("1001"));

        var drawer = _bench.Open();

        drawer.Shows("h2", "1001 PJSIP/1001");
        drawer.Shows(".now", "ever since it became known");
        Assert.Equal(["Name: none", "Department: none"], drawer.Facts().Take(2));
        Assert.Contains("Last change: none yet", drawer.Facts());
    }

    [Fact]
    public async Task An_extension_that_is_gone_says_so_in_words()
    {
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001"), Row("1002"));
        await _bench.ApplyAsync(Noon.AddHours(-1), Row("1002"));

        var drawer = _bench.Open();

        drawer.Shows(".sure", "Gone: the PBX no longer lists it. Its last list was taken 1 h 00 min ago.");
        Assert.Contains("In the PBX: gone: not in its last list", drawer.Facts());
        Assert.Contains("Status: Offline AMI 4 · UNAVAILABLE", drawer.Facts());
    }

    [Fact]
    public async Task How_sure_it_is_follows_from_where_it_comes()
    {
        await _bench.Database.Store.ApplyAnswersAsync(Server, Noon.AddMinutes(-9), askedStamp: null, new[] { Row("1001") }, Run(), Ct);
        _bench.Open().Shows(".sure", "The PBX last spoke of it 9 min ago; no complete list of it has been taken yet.");

        await _bench.ApplyAsync(Noon.AddMinutes(-8), Row("1001"));
        await _bench.Database.Store.ApplyAnswersAsync(Server, Noon.AddMinutes(-2), askedStamp: null, new[] { Row("1001") }, Run(), Ct);
        _bench.Open().Shows(".sure", "The PBX spoke of it 2 min ago; its last list was taken 8 min ago.");
    }

    [Fact]
    public async Task Before_the_database_has_answered_their_place_is_kept()
    {
        await _bench.ApplyAsync(Noon, Row("1001"));
        _bench.Page.Context.Renderer.SetRendererInfo(new RendererInfo("Static", false));

        var drawer = _bench.Open();

        Assert.Equal(2, drawer.FindAll(".waiting").Count);
        Assert.DoesNotContain("No change", drawer.Markup, StringComparison.Ordinal);
        Assert.Equal("true", drawer.Find(".history").GetAttribute("aria-busy"));
    }

    [Fact]
    public async Task Another_extension_in_the_same_drawer_shows_nothing_of_the_one_before()
    {
        await _bench.ApplyAsync(Noon.AddHours(-3), Row("1001"), Row("1002"));
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001", 1), Row("1002"));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal(2, drawer.Changes().Count));
        await drawer.ClickAsync("Edit name and department");

        drawer.Render(parameters => parameters.Add(drawer => drawer.Row, _bench.Find("1002")));

        drawer.Eventually(() => Assert.Contains("No change since it became known", drawer.Find(".history").TextContent, StringComparison.Ordinal));
        Assert.Empty(drawer.FindAll("form"));
    }

    [Fact]
    public async Task Escape_closes_the_drawer()
    {
        await _bench.ApplyAsync(Noon, Row("1001"));
        var drawer = _bench.Open();

        await drawer.InvokeAsync(() => drawer.Find("[role=dialog]").KeyDown(Key.Escape));

        Assert.True(_bench.IsClosed);
    }

    [Fact]
    public async Task A_closed_drawer_leaves_no_timer_and_no_question_behind()
    {
        await _bench.ApplyAsync(Noon.AddHours(-3), Row("1001"));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.NotEmpty(drawer.FindAll(".piece")));
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001", 1));
        _bench.Show(drawer);

        await _bench.Page.Context.DisposeComponentsAsync();
        _bench.Database.Execute("DROP TABLE StatusChanges");
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Hostile_values_are_text_and_stay_short()
    {
        const string Script = "<img src=x onerror=alert(1)>";
        var row = BoardRow(Script, name: new string('W', 10_000), department: "\u202eabc\u0007", hint: new string('y', 10_000), context: Script, server: Script);

        var drawer = _bench.Open(row, Roles.Viewer);

        Assert.Empty(drawer.FindAll("img"));
        Assert.Contains($"Context: {Script}", drawer.Facts());
        Assert.Contains("Department: \u202eabc␇", drawer.Facts());
        Assert.All(drawer.FindAll("bdi"), text => Assert.InRange(text.TextContent.Length, 0, 601));
    }
}
