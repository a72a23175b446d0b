using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Control;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Control;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Components.Calls;
using AmiBlazor.Tests.Components.Pages;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using static AmiBlazor.Tests.Components.Calls.ShownCalls;
using static AmiBlazor.Tests.Components.Control.ControlQueries;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Control;

/// <summary>Menus and dialogs that act on calls and in queues.</summary>
public sealed class ControlMenuTests
{
    private static readonly AmiBlazor.Board.ExtensionKey Clara = new(Server, TestData.Context, "1003");

    [Theory]
    [InlineData(Roles.Viewer, true, true)]
    [InlineData(Roles.Supervisor, false, true)]
    [InlineData(Roles.Administrator, false, true)]
    [InlineData(Roles.Supervisor, true, false)]
    public async Task Without_the_role_the_right_or_the_setting_there_is_no_button_at_all(string role, bool mayControl, bool isOn)
    {
        await using var bench = await BenchAsync(Talk(Noon), Waiting(Noon));
        await bench.ControlAsync(Clara, role, mayControl: mayControl);
        if (!isOn) bench.Control.Allowed = new HashSet<ControlKind>();
        bench.Queues.Publish(new(Server, [QueuesPageTests.Support()]));

        var (calls, queues) = (bench.OpenCalls(), bench.OpenQueues());

        Assert.Equal(2, calls.FindAll("tr.call").Count);
        Assert.NotEmpty(queues.FindAll(".agent"));
        foreach (var markup in new[] { calls.Markup, queues.Markup })
        {
            Assert.DoesNotContain("Actions", markup, StringComparison.Ordinal);
            Assert.DoesNotContain("Call…", markup, StringComparison.Ordinal);
            Assert.DoesNotContain("Add agent", markup, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_conversation_offers_everything_that_makes_sense_to_either_party()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        var page = bench.OpenCalls();

        var items = await bench.MenuAsync(page);

        Assert.Equal("Actions for the call of 1001 Anna Adler and 1002 Ben Berg", page.Menus()[0].GetAttribute("aria-label"));
        Assert.Equal(
            [
                "Listen", "Whisper to 1001 Anna Adler", "Whisper to 1002 Ben Berg", "Barge in…", "Transfer 1002 Ben Berg…", "Park 1002 Ben Berg",
                "Transfer 1001 Anna Adler…", "Park 1001 Anna Adler", "Start recording", "Stop recording", "Hang up…",
            ],
            items.Labels());
    }

    [Fact]
    public async Task Only_a_conversation_of_two_is_said_to_end_for_both()
    {
        var talk = Talk(Noon);
        var conference = talk with { Parties = [.. talk.Parties.Select(party => party with { State = PartyState.InConference })] };
        await using var bench = await BenchAsync(conference, Ringing(Noon), Waiting(Noon));
        await bench.ControlAsync(Clara);
        bench.Control.Allowed = new HashSet<ControlKind> { ControlKind.HangUp };
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var page = bench.OpenCalls();
        List<string> offered = [];
        for (var menu = 0; menu < 3; menu++)
        {
            offered.AddRange((await bench.MenuAsync(page, menu)).Labels());
            await page.InvokeAsync(() => page.Menus()[menu].Click());
            bench.Popovers.WaitForAssertion(() => Assert.Empty(bench.Popovers.FindAll(".mud-menu-item")), Timeouts.Default);
        }

        await bench.MenuAsync(page);
        await bench.ChooseAsync("Hang up 1002 Ben Berg…");

        Assert.Equal(
            ["Hang up 1001 Anna Adler…", "Hang up 1002 Ben Berg…", "Hang up…", "Hang up +4930555123 Customer Ltd…", "Hang up 1001 Anna Adler…"],
            offered);
        dialogs.WaitForAssertion(() => Assert.Contains("The call ends for 1002 Ben Berg.", dialogs.Markup, StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public async Task Only_what_the_configuration_allows_is_offered()
    {
        await using var bench = await BenchAsync(Talk(Noon), Ringing(Noon));
        await bench.ControlAsync(Clara);
        bench.Control.Allowed = new HashSet<ControlKind> { ControlKind.HangUp, ControlKind.PickUp };
        var page = bench.OpenCalls();

        Assert.Equal(["Hang up…"], (await bench.MenuAsync(page)).Labels());
        await page.InvokeAsync(() => page.Menus()[0].Click());
        Assert.Contains("Pick up the call to 1001 Anna Adler", (await bench.MenuAsync(page, 1)).Labels());
        Assert.DoesNotContain("Call…", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_a_party_that_is_connected_to_a_hidden_one_nothing_is_offered()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.MoveAsync(Server, "1001", "Sales");
        await bench.ControlAsync(Anna, departments: ["Sales"]);

        var hidden = bench.OpenCalls();
        Assert.Single(hidden.FindAll("tr.call"));
        Assert.Empty(hidden.Menus());

        await bench.MoveAsync(Server, "1002", "Sales");
        bench.Calls.Publish(Now(Ringing(Noon)));
        hidden.WaitForAssertion(() => Assert.Single(hidden.Menus()), Timeouts.Default);
        await bench.MenuAsync(hidden);
        await bench.ChooseAsync("Hang up 1001 Anna Adler…");
        Assert.Empty(bench.Control.Asked);
    }

    [Fact]
    public async Task What_is_done_at_once_is_done_and_told_with_the_PBXs_words()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        bench.Control.Answer = _ => Task.FromResult(new ControlResult(ControlOutcome.Refused, $"It was refused.", "Park failed"));
        var page = bench.OpenCalls();
        await bench.MenuAsync(page);

        await bench.ChooseAsync("Park 1002 Ben Berg");

        bench.Popovers.WaitForAssertion(
            () => Assert.Equal([("It was refused. Message from the PBX: “Park failed”", Severity.Error)], bench.Told()), Timeouts.Default);
        Assert.Equal(new ParkRequest(Server, "1.2"), Assert.Single(bench.Control.Requests));
        Assert.Equal("vera", Assert.Single(bench.Control.Asked).Who.Name);
    }

    [Fact]
    public async Task A_double_click_does_it_once()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        var answered = new TaskCompletionSource<ControlResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Control.Answer = _ => answered.Task;
        var page = bench.OpenCalls();
        await bench.MenuAsync(page);
        var item = bench.Popovers.FindAll(".mud-menu-item").Single(one => one.TextContent.Trim() == "Start recording");

        // The second click comes before the page has heard of the first.
        var clicks = bench.Popovers.InvokeAsync(() => Task.WhenAll(item.ClickAsync(), item.ClickAsync()));
        await bench.MenuAsync(page);
        Assert.Equal(["Start recording"], bench.Popovers.FindAll(".mud-menu-item[aria-disabled=true]").Labels());
        answered.SetResult(new ControlResult(ControlOutcome.Done, $"Done.", null));
        await clicks.InTime();

        Assert.Single(bench.Control.Requests);
        Assert.Equal([("Done.", Severity.Success)], bench.Told());
    }

    [Fact]
    public async Task The_own_phone_rings_first_and_is_the_one_that_the_account_has()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        var answered = new TaskCompletionSource<ControlResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Control.Answer = _ => answered.Task;
        var page = bench.OpenCalls();
        await bench.MenuAsync(page);

        await bench.ChooseAsync("Whisper to 1002 Ben Berg");

        bench.Popovers.WaitForAssertion(
            () => Assert.Equal([("Your phone rings. Pick it up.", Severity.Info)], bench.Told()), Timeouts.Default);
        answered.SetResult(new ControlResult(ControlOutcome.Done, $"Done.", null));
        bench.Popovers.WaitForAssertion(() => Assert.Equal([("Done.", Severity.Success)], bench.Told()), Timeouts.Default);
        Assert.Equal(new ListenRequest(Server, Clara, "1.2", ListenMode.Whisper), Assert.Single(bench.Control.Requests));
    }

    [Fact]
    public async Task Without_a_phone_what_needs_one_is_disabled_and_says_why_once()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(phone: null);
        var page = bench.OpenCalls();

        var items = await bench.MenuAsync(page);

        Assert.Equal(
            ["Listen", "Whisper to 1001 Anna Adler", "Whisper to 1002 Ben Berg", "Barge in…"],
            items.Where(item => item.GetAttribute("aria-disabled") == "true" || item.ClassList.Contains("mud-disabled")).Labels());
        Assert.Equal(
            "Your account has no phone of its own. An administrator chooses it on the page “Accounts”.",
            Assert.Single(bench.Popovers.FindAll(".why")).TextContent);
        Assert.True(page.Button("Call…").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("Hang up…", "The call ends for 1001 Anna Adler and 1002 Ben Berg.", "Hang up")]
    [InlineData("Barge in…", "Your phone rings, and 1001 Anna Adler and 1002 Ben Berg hear you as soon as you answer.", "Barge in")]
    public async Task What_interrupts_people_is_asked_once_more(string item, string sentence, string button)
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var page = bench.OpenCalls();
        await bench.MenuAsync(page);

        await bench.ChooseAsync(item);
        dialogs.WaitForAssertion(() => Assert.Contains(sentence, dialogs.Markup, StringComparison.Ordinal), Timeouts.Default);
        Assert.Empty(bench.Control.Asked);
        await dialogs.ClickAsync("Cancel");
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindComponents<ControlDialog>()), Timeouts.Default);
        Assert.Empty(bench.Control.Asked);

        await bench.MenuAsync(page);
        await bench.ChooseAsync(item);
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.Buttons(button)), Timeouts.Default);
        await dialogs.ClickAsync(button);

        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindComponents<ControlDialog>()), Timeouts.Default);
        Assert.Single(bench.Control.Asked);
    }

    [Fact]
    public async Task A_transfer_offers_extensions_by_number_and_name_and_keeps_what_was_entered_when_it_fails()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.NameAsync("1003", "Clara Cohn");
        await bench.ControlAsync(Clara);
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var page = bench.OpenCalls();
        await bench.MenuAsync(page);
        await bench.ChooseAsync("Transfer 1002 Ben Berg…");
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("input")), Timeouts.Default);

        await dialogs.ClickAsync("Transfer call");
        Assert.Equal("Enter an extension or a number.", dialogs.Find("[role=alert]").TextContent.Trim());
        Assert.Empty(bench.Control.Asked);

        await dialogs.InvokeAsync(() => dialogs.Find("input").Input("clara"));
        Assert.Equal(["1003"], dialogs.FindAll("datalist option").Select(option => option.GetAttribute("value")));
        await dialogs.InvokeAsync(() => dialogs.Find("input").Input(" 1003 "));
        bench.Control.Answer = _ => Task.FromResult(new ControlResult(ControlOutcome.Gone, $"The call has ended.", null));
        await dialogs.ClickAsync("Transfer call");
        dialogs.WaitForAssertion(() => Assert.Equal("The call has ended.", dialogs.Find("[role=alert]").TextContent.Trim()), Timeouts.Default);
        Assert.Equal(" 1003 ", dialogs.Find("input").GetAttribute("value"));

        bench.Control.Answer = _ => Task.FromResult(new ControlResult(ControlOutcome.Done, $"Transferred.", null));
        await dialogs.ClickAsync("Transfer call");
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindComponents<ControlDialog>()), Timeouts.Default);
        Assert.Equal([("Transferred.", Severity.Success)], bench.Told());
        Assert.All(bench.Control.Requests, request => Assert.Equal(new TransferRequest(Server, "1.1", "1003"), request));
    }

    [Fact]
    public async Task A_right_or_a_phone_that_is_taken_back_ends_with_the_next_click()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        var page = bench.OpenCalls();
        await bench.MenuAsync(page);
        await bench.TakeControlBackAsync();

        await bench.ChooseAsync("Park 1002 Ben Berg");

        bench.Popovers.WaitForAssertion(
            () => Assert.Equal([("Your account may not act on calls and queues. An administrator allows it on the page “Accounts”.", Severity.Error)], bench.Told()),
            Timeouts.Default);
        Assert.Empty(bench.Control.Asked);
        Assert.Equal(["vera Park 1002 Ben Berg: refused. By a button of the page."], await bench.Database.AuditAsync(AuditAction.CallParked));
    }

    [Fact]
    public async Task Past_the_limit_a_click_does_nothing_and_says_when()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        var limiter = bench.Database.Service<ControlRateLimiter>();
        var user = (await bench.Person.GetAuthenticationStateAsync()).User;
        for (var taken = 0; taken < 200 && limiter.Take(user) is null; taken++)
        {
        }

        var page = bench.OpenCalls();
        await bench.MenuAsync(page);
        await bench.ChooseAsync("Park 1002 Ben Berg");

        bench.Popovers.WaitForAssertion(
            () => Assert.Equal([("You have reached the limit of actions on calls per minute (60). Nothing was done. Try again in 1 s.", Severity.Warning)], bench.Told()),
            Timeouts.Default);
        Assert.Empty(bench.Control.Asked);
    }

    [Fact]
    public async Task A_fault_is_told_and_is_not_the_end_of_the_page()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        bench.Control.Answer = _ => throw new InvalidOperationException("A fault.");
        var page = bench.OpenCalls();
        await bench.MenuAsync(page);

        await bench.ChooseAsync("Park 1002 Ben Berg");

        bench.Popovers.WaitForAssertion(
            () => Assert.Equal(["The action failed because of an internal error. See the server log for details."], bench.Told().Select(told => told.Text)),
            Timeouts.Default);
        Assert.Single(page.FindAll("tr.call"));
    }

    [Fact]
    public async Task The_drawer_calls_the_extension_from_the_own_phone_and_acts_on_its_call()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _ = bench.Popovers;
        var row = bench.Database.Board.Rows(Server).Single(row => row.Key == Ben);
        var drawer = bench.Context.Render<ExtensionDrawer>(parameters => parameters
            .Add(one => one.Row, row).Add(one => one.LastSeen, Noon).Add(one => one.Now, Noon));

        await drawer.ClickAsync("Call 1002 from my phone 1003");
        var items = await bench.MenuAsync(drawer);

        Assert.Equal(new CallRequest(Server, Clara, "1002"), Assert.Single(bench.Control.Requests));
        Assert.Equal(
            [
                "Listen", "Whisper to 1002 Ben Berg", "Barge in…", "Transfer 1001 Anna Adler…", "Park 1001 Anna Adler", "Start recording", "Stop recording",
                "Hang up…",
            ],
            items.Labels());
    }

    [Fact]
    public async Task An_agent_is_paused_with_a_reason_unpaused_and_taken_out_of_the_queue()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var support = QueuesPageTests.Support();
        bench.Queues.Publish(new(Server, [support with { Waiting = [], Agents = [support.Agents[0] with { IsPaused = false, IsDynamic = true }] }]));
        _ = bench.Popovers;
        var page = bench.OpenQueues();
        var agent = support.Agents[0].Interface;

        var items = await bench.MenuAsync(page);
        Assert.Equal(["Pause in support…", "Pause in all queues…", "Take out of support…", "Call 1002 from my phone 1003"], items.Labels());
        await bench.ChooseAsync("Pause in support…");
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("input")), Timeouts.Default);
        await dialogs.InvokeAsync(() => dialogs.Find("input").Input("Lunch"));
        await dialogs.ClickAsync("Pause");
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindComponents<ControlDialog>()), Timeouts.Default);

        bench.Queues.Publish(new(Server, [support with { Waiting = [], Agents = [support.Agents[0] with { IsPaused = true, IsDynamic = true }] }]));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".paused")), Timeouts.Default);
        await bench.MenuAsync(page);
        await bench.ChooseAsync("End the pause in all queues");
        await bench.MenuAsync(page);
        await bench.ChooseAsync("Take out of support…");
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.Buttons("Take out")), Timeouts.Default);
        await dialogs.ClickAsync("Take out");

        dialogs.WaitForAssertion(
            () => Assert.Equal(
                [
                    new PauseRequest(Server, "support", agent, Paused: true, "Lunch"), new PauseRequest(Server, null, agent, Paused: false, null),
                    new MembershipRequest(Server, "support", agent, Add: false),
                ],
                bench.Control.Requests),
            Timeouts.Default);
    }

    [Fact]
    public async Task Where_reasons_are_configured_one_of_them_is_chosen()
    {
        await using var bench = await BenchAsync();
        await bench.ControlAsync(Clara);
        bench.Control.Reasons = ["Lunch", "Training"];
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var support = QueuesPageTests.Support();
        bench.Queues.Publish(new(Server, [support with { Waiting = [], Agents = [support.Agents[0] with { IsPaused = false }] }]));
        _ = bench.Popovers;
        var page = bench.OpenQueues();
        await bench.MenuAsync(page);
        await bench.ChooseAsync("Pause in all queues…");
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("select")), Timeouts.Default);

        await dialogs.ClickAsync("Pause");
        Assert.Equal("Enter or select a reason.", dialogs.Find("[role=alert]").TextContent.Trim());
        await dialogs.InvokeAsync(() => dialogs.Find("select").Change("Training"));
        await dialogs.ClickAsync("Pause");

        dialogs.WaitForAssertion(
            () => Assert.Equal(new PauseRequest(Server, null, support.Agents[0].Interface, Paused: true, "Training"), Assert.Single(bench.Control.Requests)),
            Timeouts.Default);
    }

    [Fact]
    public async Task An_extension_is_added_to_a_queue_by_what_other_queues_dial_for_it_or_by_its_phone()
    {
        await using var bench = await BenchAsync();
        await bench.ControlAsync(Clara);
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var agent = QueuesPageTests.Support().Agents[0] with { Interface = "Local/1002@from-queue/n", Extensions = [Ben] };
        bench.Queues.Publish(new(Server, [QueuesPageTests.Support() with { Agents = [agent], Waiting = [] }]));
        _ = bench.Popovers;
        var page = bench.OpenQueues();
        foreach (var number in new[] { "1002", "1003", "9999" })
        {
            await page.ClickAsync("Add agent…");
            dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("input")), Timeouts.Default);
            await dialogs.InvokeAsync(() => dialogs.Find("input").Input(number));
            await dialogs.ClickAsync("Add");
            if (number == "9999") break;
            dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindComponents<ControlDialog>()), Timeouts.Default);
        }

        dialogs.WaitForAssertion(
            () => Assert.Equal("PBX “main” has no extension “9999” with a phone.", dialogs.Find("[role=alert]").TextContent.Trim()), Timeouts.Default);
        Assert.Equal(
            [
                new MembershipRequest(Server, "support", "Local/1002@from-queue/n", Add: true), new MembershipRequest(Server, "support", "PJSIP/1003", Add: true),
            ],
            bench.Control.Requests);
    }

    [Fact]
    public async Task Who_waits_in_a_queue_can_be_hung_up()
    {
        await using var bench = await BenchAsync();
        await bench.ControlAsync(Clara);
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var support = QueuesPageTests.Support();
        bench.Queues.Publish(new(Server, [support with { Agents = [] }]));
        _ = bench.Popovers;
        var page = bench.OpenQueues();
        await bench.MenuAsync(page);
        await bench.ChooseAsync("Hang up…");
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.Buttons("Hang up")), Timeouts.Default);

        await dialogs.ClickAsync("Hang up");

        dialogs.WaitForAssertion(
            () => Assert.Equal(new HangUpRequest(Server, support.Waiting[0].Caller.ChannelId!), Assert.Single(bench.Control.Requests)), Timeouts.Default);
    }

    [Fact]
    public async Task A_closed_menu_is_not_drawn_again_when_its_call_goes_on()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await bench.ControlAsync(Clara);
        var page = bench.OpenCalls();
        var menu = page.FindComponent<ControlMenu>();
        var menus = menu.FindComponent<MudMenu>();
        bench.Calls.Publish(Now(Talk(Noon.AddSeconds(1)), Waiting(Noon)));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tr.call").Count), Timeouts.Default);
        var before = menus.RenderCount;

        ((FakeClock)bench.Context.Services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromSeconds(1));
        bench.Calls.Publish(Now(Talk(Noon.AddSeconds(2)), Waiting(Noon), Ringing(Noon)));
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tr.call").Count), Timeouts.Default);

        Assert.Equal(before, menus.RenderCount);
    }

    [Fact]
    public async Task Administrators_see_who_listens_and_who_is_listened_to_knows_it_where_it_is_configured()
    {
        var talk = Talk(Noon);
        var spy = talk with
        {
            Id = "9.1",
            Parties =
            [
                talk.Parties[0] with
                {
                    ChannelId = "9.1",
                    Device = "PJSIP/1003",
                    Extensions = [Clara],
                    Number = "1003",
                    Name = "Listen to 1002",
                    State = PartyState.Listening,
                    IsCaller = false,
                    Peers = [new CallPeer("1.2", "1002", "Ben Berg", [Ben])],
                },
            ],
        };
        foreach (var (role, phone, tells, expected) in new[]
        {
            (Roles.Administrator, (AmiBlazor.Board.ExtensionKey?)null, false, "1003 Clara Cohn: Listening to 1002 Ben Berg"),
            (Roles.Viewer, Ben, true, "1003 Clara Cohn listens to your call."),
            (Roles.Viewer, Ben, false, null),
            (Roles.Viewer, Anna, true, null),
            (Roles.Supervisor, null, true, (string?)null),
        })
        {
            await using var bench = await BenchAsync(talk);
            await bench.NameAsync("1003", "Clara Cohn");
            await bench.ControlAsync(phone, role, mayControl: false);
            bench.Control.Tells = tells;
            bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
            var notice = bench.Context.Render<ListeningNotice>();
            Assert.Empty(notice.FindAll(".listening"));

            bench.Calls.Publish(Now(talk, spy));

            notice.WaitForAssertion(
                () => Assert.Equal(expected ?? "", string.Join('|', notice.FindAll(".listening").Select(one => one.TextContent.Trim()))), Timeouts.Default);
        }
    }

    /// <summary>One Asterisk under two names, or two whose channels were given the same id by chance.</summary>
    [Fact]
    public async Task Who_listens_on_two_PBXs_in_channels_of_one_id_is_told_twice()
    {
        var talk = Talk(Noon);
        var listens = talk with { Id = "9.1", Parties = [talk.Parties[0] with { ChannelId = "9.1", State = PartyState.Listening }] };
        await using var bench = await PageBench.CreateAsync([PageBenchPreferences.Nowhere(Server), PageBenchPreferences.Nowhere("another")]);
        await bench.ControlAsync(null, Roles.Administrator, mayControl: false);
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var notice = bench.Context.Render<ListeningNotice>();

        bench.Calls.Publish(Now(talk, listens));
        bench.Calls.Publish(new CallSnapshot("another", [listens with { Server = "another" }]));

        notice.WaitForAssertion(() => Assert.Equal(2, notice.FindAll(".listening").Count), Timeouts.Default);
    }
}
