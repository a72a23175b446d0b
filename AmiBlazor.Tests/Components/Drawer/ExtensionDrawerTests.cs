using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components.Pbxs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Drawer;

/// <summary>The drawer as a whole: what it says of an extension, and how it comes and goes.</summary>
public sealed class ExtensionDrawerTests : IAsyncLifetime
{
    private DrawerBench _bench = null!;

    /// <summary>What becomes of a main connection, and what is said of it.</summary>
    public static TheoryData<object, bool, bool, string> Doubts => new()
    {
        { MainConnectionState.Following, false, true, "May be outdated: a verification 6 min ago found changes that no event had reported." },
        { MainConnectionState.Following, true, false, "May be outdated: the PBX has not been live since 11:56:00." },
        { MainConnectionState.Syncing, true, false, "May be outdated: the PBX has not been live since 11:56:00." },
        { MainConnectionState.Connecting, false, false, "Connecting: changes are not received until the main connection is up." },
        { MainConnectionState.Refused, false, false, "May be outdated: the main connection has been down since 11:57:00." },
    };

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await DrawerBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task All_that_is_known_of_an_extension_is_said()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        await _bench.ApplyAsync(Noon.AddMinutes(-5), Row("1001", 8));
        await _bench.Database.Store.RenameAsync(_bench.Find().Key, "Anna Weber", "Sales", _ => true, Ct);

        var drawer = _bench.Open();

        drawer.Shows("h2", "1001 Anna Weber");
        drawer.Shows(".now", "Ringing", "since 11:55:00", "5 min");
        drawer.Shows(".sure", "Confirmed by a refresh 5 min ago.");
        Assert.Equal(
            ["Name: Anna Weber Given here", "Department: Sales", "E-mail: none", "Note: none", "PBX: main", "Context: from-internal", "Extension: 1001", "Hint: PJSIP/1001", "Status: Ringing AMI 8 · RINGING", "On the PBX: present"],
            drawer.Facts().Take(10));
        Assert.Equal(["Last seen: 11:55:00 (5 min ago)", "Last change: 11:55:00 (5 min ago)"], drawer.Facts().Skip(10).Take(2));
        drawer.Eventually(() => Assert.Equal("First seen: 29 Jan 2026, 12:00 (2 d 0 h ago)", drawer.Facts()[^1]));
    }

    [Fact]
    public async Task A_nameless_extension_is_told_by_its_device_and_empty_fields_say_so()
    {
        await _bench.ApplyAsync(Noon, Row("1001"));

        var drawer = _bench.Open();

        drawer.Shows("h2", "1001 PJSIP/1001");
        drawer.Shows(".now", "since it was first seen");
        Assert.Equal(["Name: none", "Department: none"], drawer.Facts().Take(2));
        Assert.Contains("Last change: none yet", drawer.Facts());
    }

    [Fact]
    public async Task The_PBX_s_name_is_marked_as_such_until_a_person_gives_one()
    {
        await _bench.ApplyAsync(Noon, Row("1001"));
        await _bench.Database.Store.SetPbxNamesAsync(Server, [(Context, "1001", "Anna Adler")], Ct);

        var drawer = _bench.Open();

        drawer.Shows("h2", "1001 Anna Adler");
        Assert.Equal("Name: Anna Adler Name from the PBX", drawer.Facts()[0]);
        await drawer.ClickAsync("Edit contact details");
        drawer.Shows("form", "If empty, the PBX's name is shown: Anna Adler");
        await _bench.Database.Store.RenameAsync(_bench.Find().Key, "Anna", null, _ => true, Ct);

        var named = _bench.Open();

        named.Shows("h2", "1001 Anna");
        Assert.Equal("Name: Anna Given here; the PBX has the name Anna Adler", named.Facts()[0]);
    }

    [Fact]
    public async Task An_extension_that_is_gone_says_so_in_words()
    {
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001"), Row("1002"));
        await _bench.ApplyAsync(Noon.AddHours(-1), Row("1002"));

        var drawer = _bench.Open();

        drawer.Shows(".sure", "Gone: the PBX no longer lists it. Confirmed by a refresh 1 h 00 min ago.");
        Assert.Contains("On the PBX: no longer in the dialplan", drawer.Facts());
        drawer.Shows(".now", "Gone", "since");
        drawer.Shows(".gone", "No longer in the dialplan since 31 Jan 2026, 11:00");
        Assert.Contains("Status: Gone AMI 4 · UNAVAILABLE", drawer.Facts());
    }

    [Fact]
    public async Task By_what_it_was_last_proven_is_said_with_when()
    {
        await _bench.ApplyAsync(Noon.AddMinutes(-30), Row("1001"));
        _bench.Open().Shows(".sure", "Confirmed by a refresh 30 min ago.");

        await _bench.ResyncAsync(Noon.AddMinutes(-9), Row("1001"));
        _bench.Open().Shows(".sure", "Confirmed by a resync 9 min ago.");

        Hear(new LiveStatus(Context, "1001", "PJSIP/1001", 8, Noon.AddMinutes(-2)));
        await _bench.Database.Store.WriteQueuedEventsAsync(Server, Ct);
        _bench.Open().Shows(".sure", "Reported live by the PBX 2 min ago.");

        await _bench.Database.Store.ApplyAnswersAsync(Server, Noon.AddMinutes(-1), askedStamp: null, new[] { Row("1001", 8) }, Run(), Ct);
        _bench.Open().Shows(".sure", "Confirmed by a refresh 1 min ago.");
    }

    [Fact]
    public async Task A_removal_that_was_told_live_is_said()
    {
        await _bench.ApplyAsync(Noon.AddMinutes(-30), Row("1001"));
        Hear(new LiveStatus(Context, "1001", "PJSIP/1001", LiveStatus.Removed, Noon.AddMinutes(-2)));
        await _bench.Database.Store.WriteQueuedEventsAsync(Server, Ct);

        _bench.Open().Shows(".sure", "Removed from the dialplan of the PBX, reported live 2 min ago.");
    }

    [Fact]
    public async Task Whether_it_was_followed_since_is_said_and_changes_with_the_main_connection()
    {
        await _bench.ApplyAsync(Noon.AddMinutes(-5), Row("1001"));
        _bench.Report(MainConnectionState.Following);
        var drawer = _bench.Open();
        drawer.Shows(".sure.followed", "Live since then: changes appear immediately.");

        _bench.Report(MainConnectionState.Down, health => health with { GapSince = Noon.AddMinutes(-2), Trouble = $"Gone." });

        drawer.Eventually(() => drawer.Shows(".sure.doubted", "May be outdated: the PBX has not been live since 11:58:00."));
        Assert.Empty(drawer.FindAll(".sure.followed"));
    }

    [Fact]
    public async Task What_no_main_connection_follows_is_neither_sure_nor_doubted()
    {
        await _bench.ApplyAsync(Noon.AddMinutes(-5), Row("1001"));

        var drawer = _bench.Open();

        Assert.Contains("This PBX is not live", drawer.Find(".state").TextContent, StringComparison.Ordinal);
        Assert.Empty(drawer.FindAll(".sure.followed, .sure.doubted"));
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task Why_it_may_be_old_is_said(object state, bool hasGap, bool hasWarning, string expected)
    {
        await _bench.ApplyAsync(Noon.AddMinutes(-5), Row("1001"));
        _bench.Report((MainConnectionState)state, health => health with
        {
            GapSince = hasGap ? Noon.AddMinutes(-4) : null,
            EventsMissing = hasWarning ? LiveMessages.Missed(Server, 1) : null,
            LastCheck = hasWarning ? new BoardVerification(Noon.AddMinutes(-6), ChangeSource.Refresh, 1, 1, 1) : null,
        });

        _bench.Open().Shows(".sure.doubted", expected);
    }

    [Fact]
    public async Task A_gap_that_began_is_in_the_drawer_at_once_and_its_end_too()
    {
        await _bench.ApplyAsync(Noon.AddHours(-10), Row("1001"));
        _bench.Report(MainConnectionState.Following);
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal(["none", "online"], drawer.Pieces()));

        _bench.Report(MainConnectionState.Down, health => health with { GapSince = Noon.AddHours(-1), Trouble = $"It rang off." });
        drawer.Eventually(() => drawer.Shows(".sure.doubted", "May be outdated"));
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(150));

        // It is not in the database yet.
        drawer.Eventually(() => Assert.Equal(["none", "online", "gap"], drawer.Pieces()));
        Assert.Equal("Not live|for 1 h 00 min so far|since 11:00:00 · It rang off.", drawer.Changes()[0]);
        await _bench.GapAsync(Noon.AddHours(-1), Noon.AddMinutes(-30), $"It rang off.");
        _bench.Report(MainConnectionState.Following);
        drawer.Eventually(() => drawer.Shows(".sure.followed", "Live since then"));
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(150));
        drawer.Eventually(() => Assert.Equal(["none", "online", "gap", "online"], drawer.Pieces()));
    }

    [Theory]
    [InlineData("away", "Away")]
    [InlineData("xa", "Extended away")]
    [InlineData("dnd", "Do not disturb")]
    [InlineData("chat", "Free to chat")]
    [InlineData("available", "Available")]
    [InlineData("unavailable", "Unavailable")]
    [InlineData("siesta", "siesta")]
    public void Presence_is_shown_in_words_with_the_persons_own(string presence, string word)
    {
        var drawer = _bench.Open(BoardRow() with { Presence = presence, PresenceMessage = "Back at two" });

        drawer.Shows(".presence", "Presence: " + word, "Back at two");
    }

    [Fact]
    public void Without_presence_there_is_no_place_for_it() => Assert.Empty(_bench.Open(BoardRow()).FindAll(".presence"));

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\u202egnirts\u0007")]
    [InlineData("\" onmouseover=\"alert(1)")]
    public void Hostile_presence_is_text_and_stays_short(string hostile)
    {
        var drawer = _bench.Open(BoardRow() with { Presence = hostile, PresenceMessage = hostile + new string('W', 10_000) });

        Assert.Empty(drawer.FindAll("img, [onmouseover]"));
        Assert.Equal("chip presence-other", drawer.Find(".presence .chip").ClassName);
        Assert.Equal(AmiBlazor.Components.Shared.DisplayText.Show(hostile, 40), drawer.Find(".presence .chip bdi").TextContent);
        Assert.InRange(drawer.Find(".presence q").TextContent.Length, 300, 301);
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
        await drawer.ClickAsync("Edit contact details");

        drawer.Render(parameters => parameters.Add(drawer => drawer.Row, _bench.Find("1002")));

        drawer.Eventually(() => Assert.Contains("No changes since it was first seen", drawer.Find(".history").TextContent, StringComparison.Ordinal));
        Assert.Empty(drawer.FindAll("form"));
    }

    [Fact]
    public async Task A_page_that_is_drawn_for_another_extension_draws_the_drawer_not_again()
    {
        await _bench.ApplyAsync(Noon.AddHours(-3), Row("1001"), Row("1002"));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.NotEmpty(drawer.FindAll(".piece")));
        drawer.Eventually(() => Assert.Contains("No changes since it was first seen", drawer.Find(".history").TextContent, StringComparison.Ordinal));
        var draws = drawer.RenderCount;

        drawer.Render(parameters => parameters
            .Add(one => one.Row, drawer.Instance.Row).Add(one => one.LastSeen, drawer.Instance.LastSeen).Add(one => one.Now, Noon));
        Assert.Equal(draws, drawer.RenderCount);
        _bench.Show(drawer, Noon.AddSeconds(10));

        Assert.True(drawer.RenderCount > draws);
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

        Assert.Equal(1, _bench.Database.Service<MainConnections>().SubscriberCount);
        await _bench.Page.Context.DisposeComponentsAsync();
        Assert.Equal(0, _bench.Database.Service<MainConnections>().SubscriberCount);
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

    private void Hear(LiveEvent heard) => Assert.Equal(EnqueueResult.Enqueued, _bench.Database.Service<LiveEventQueues>().For(Server).Enqueue(heard));
}
