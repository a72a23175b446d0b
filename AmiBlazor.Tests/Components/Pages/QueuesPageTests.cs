using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Data.Rows;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Support;
using Bunit;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Pages;

public sealed class QueuesPageTests
{
    [Fact]
    public async Task A_card_tells_who_waits_what_agents_do_and_what_became_of_todays_calls()
    {
        await using var bench = await BenchAsync();
        bench.Queues.Publish(new(Server, [Support()]));

        var page = bench.OpenQueues();

        Assert.Equal("1 caller is waiting", page.Find("header p").TextContent);
        Assert.Equal(["support", "ringall"], page.FindAll(".queue .name, .queue .name + span").Select(text => text.TextContent));
        Assert.Equal(["Waiting 1", "Longest wait 2 min", "Available agents 1 of 4"], Figures(page, ".figures.now"));
        Assert.Equal(["1 Max 0301234567 2 min"], page.FindAll(".waiting li").Select(TextOf));
        Assert.Equal("2026-01-31T11:58:00Z", page.Find(".waiting time[data-tick]").GetAttribute("datetime"));
        Assert.Equal(
            [
                "Ben 1002 Paused: Lunch 1 h 00 min Free 3 calls taken · last call 5 min ago · 2 missed today · Today's times",
                "Clara 1003 In call 12 s 1 call taken · Today's times",
                "Dora Free 0 calls taken · logged in since 09:00 UTC · penalty 2 · Today's times",
                "Emil In call of sales 0 calls taken · Today's times",
            ],
            page.FindAll(".agent").Select(TextOf));
        Assert.Equal("./?open=main%2Fdemo%2F1002", page.Find(".agent a").GetAttribute("href"));
        Assert.Equal("Today since 09:12 UTC, without the calls of a gap", page.Find(".part").TextContent);
        Assert.Equal(
            ["Answered 8", "Abandoned 1", "Given up 1", "Answered within 20 s 70%", "Average wait 9 s", "Longest wait 1:05 min"],
            Figures(page, ".part + .figures"));
    }

    [Fact]
    public async Task What_changes_is_shown_at_once_and_another_card_is_not_drawn_again()
    {
        await using var bench = await BenchAsync();
        bench.Queues.Publish(new(Server, [Support(), Queue("sales")]));
        var page = bench.OpenQueues();
        var cards = page.FindComponents<AmiBlazor.Components.Queues.QueueCard>();
        var before = cards.Select(card => card.RenderCount).ToList();

        bench.Queues.Publish(new(Server, [Support() with { Waiting = [] }, Queue("sales")]));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".waiting li")), Timeouts.Default);
        Assert.Equal("Nobody is waiting", page.Find("header p").TextContent);
        Assert.Equal([before[0] + 1, before[1]], cards.Select(card => card.RenderCount));
    }

    [Fact]
    public async Task The_times_of_an_agent_today_open_beside_the_queues_with_their_sums()
    {
        await using var bench = await BenchAsync();
        bench.Queues.Publish(new(Server, [Support()]));
        await using (var context = bench.Database.NewContext())
        {
            context.AgentLog.AddRange(
                Time("logged-in", Noon.AddHours(-16), null),
                Time("paused", Noon.AddHours(-15), Noon.AddHours(-14)),
                Time("paused", Noon.AddHours(-3), Noon.AddHours(-2), "Lunch"),
                Time("paused", Noon.AddMinutes(-5), Noon.AddMinutes(-4)));
            await context.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }

        var page = bench.OpenQueues(open: "main/support/PJSIP%2FBen");

        Assert.Equal("./queues?agent=main%2Fsupport%2FPJSIP%252FBen", page.Find(".agent a.times").GetAttribute("href"));
        page.WaitForAssertion(
            () => Assert.Equal(
                [
                    "Paused 11:55 UTC to 11:56 UTC or earlier 1 min",
                    "Paused: Lunch 09:00 UTC to 10:00 UTC 1 h 00 min",
                    "Logged in since 2026-01-30 20:00:00 UTC or earlier 16 h 00 min",
                ],
                page.FindAll("aside .times li").Select(TextOf)),
            Timeouts.Default);
        Assert.Equal("Ben support", TextOf(page.Find("aside h2")));
        Assert.Equal(["Logged in Always: the queue's configuration has this agent.", "Paused 1 h 01 min"], page.FindAll("aside dl > div").Select(TextOf));
    }

    [Fact]
    public async Task A_PBX_without_queues_says_so()
    {
        await using var bench = await BenchAsync();

        var page = bench.OpenQueues();

        Assert.Equal("No queues", page.Find(".empty h2").TextContent);
        Assert.Empty(page.FindAll(".queue"));
    }

    [Theory]
    [InlineData(CallsState.Off, "Queues are not followed")]
    [InlineData(CallsState.Waiting, "This PBX is not live")]
    public async Task Queues_that_are_not_known_are_not_shown(CallsState state, string title)
    {
        await using var bench = await BenchAsync();
        bench.Calls.Update(Server, health => health with { State = state });

        Assert.Equal(title, bench.OpenQueues().Find(".empty h2").TextContent);
    }

    [Fact]
    public async Task Why_queues_are_unavailable_is_said_with_the_PBXs_words()
    {
        await using var bench = await BenchAsync();
        var page = bench.OpenQueues();

        bench.Calls.Update(Server, health => health with { State = CallsState.Unavailable, Reason = $"Not allowed.", PbxWords = "Permission denied" });

        page.WaitForAssertion(() => Assert.Contains("Not allowed.", page.Find("[role=alert], .mud-alert").TextContent, StringComparison.Ordinal), Timeouts.Default);
        Assert.Equal("Permission denied", page.Find(".mud-alert q").TextContent);
    }

    [Fact]
    public async Task A_queue_without_agents_says_so_and_a_hidden_agent_has_no_name()
    {
        await using var bench = await BenchAsync();
        bench.Queues.Publish(new(Server, [Queue("a"), Queue("b") with { Agents = [new() { Interface = "", StateDevice = "", Name = "", IsHidden = true }] }]));

        var page = bench.OpenQueues();

        Assert.Contains("No agent is logged in.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Hidden agent Unknown", TextOf(page.Find(".agent")));
    }

    [Fact]
    public async Task Names_are_text_whatever_they_hold()
    {
        await using var bench = await BenchAsync();
        var queue = Queue("<b>q</b>") with { Waiting = [new(1, new CallPeer("1", "<i>1</i>", "<b>x</b>", []), Noon)] };
        bench.Queues.Publish(new(Server, [queue]));

        var page = bench.OpenQueues();

        Assert.Empty(page.FindAll(".queue b, .queue i:not([aria-hidden])"));
        Assert.Contains("<b>x</b> <i>1</i>", page.Find(".waiting .who").TextContent, StringComparison.Ordinal);
    }

    private static AgentLogEntry Time(string what, DateTimeOffset since, DateTimeOffset? until, string reason = "") => new()
    {
        Server = Server,
        Queue = "support",
        Interface = "PJSIP/Ben",
        Name = "Ben",
        Event = what,
        Reason = reason,
        Since = since,
        Until = until,
        IsSinceKnown = what == "paused",
        IsUntilKnown = reason.Length > 0,
    };

    private static async Task<PageBench> BenchAsync()
    {
        var clock = new FakeClock();
        clock.SetUtcNow(Noon);
        var bench = await PageBench.CreateAsync(time: clock);
        bench.Calls.Update(Server, health => health with { State = CallsState.Live });
        return bench;
    }

    private static QueueSnapshot Queue(string name) => new(Server, name) { Today = new QueueFigures(Noon) };

    /// <summary>A queue with something of everything, at noon.</summary>
    internal static QueueSnapshot Support() => new(Server, "support")
    {
        Strategy = "ringall",
        AnswerWithin = TimeSpan.FromSeconds(20),
        Waiting = [new WaitingCaller(1, new CallPeer("1.1", "0301234567", "Max", []), Noon.AddMinutes(-2))],
        Agents =
        [
            Agent("Ben", "1002") with
            {
                IsPaused = true, PausedReason = "Lunch", PausedSince = Noon.AddHours(-1), CallsTaken = 3, LastCallAt = Noon.AddMinutes(-5), MissedToday = 2,
            },
            Agent("Clara", "1003") with { State = AgentState.InCall, Since = Noon.AddSeconds(-12), CallsTaken = 1 },
            Agent("Dora", null) with { IsDynamic = true, LoggedInSince = Noon.AddHours(-3), Penalty = 2 },
            Agent("Emil", null) with { State = AgentState.InOtherQueue, OtherQueue = "sales" },
        ],
        Today = new QueueFigures(Noon.AddHours(-2.8))
        {
            HasGap = true,
            Answered = 8,
            AnsweredInTime = 7,
            Abandoned = 1,
            GivenUp = 1,
            AverageWait = TimeSpan.FromSeconds(9),
            LongestWait = TimeSpan.FromSeconds(65),
        },
    };

    private static QueueAgent Agent(string name, string? exten) => new()
    {
        Interface = "PJSIP/" + name,
        StateDevice = "PJSIP/" + name,
        Name = name,
        State = AgentState.Free,
        Extensions = exten is null ? [] : [new ExtensionKey(Server, "demo", exten)],
    };

    private static IEnumerable<string> Figures(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, string list) =>
        page.FindAll(list + " > div").Select(TextOf);

    private static string TextOf(AngleSharp.Dom.INode node) => string.Join(' ', Texts(node));

    private static IEnumerable<string> Texts(AngleSharp.Dom.INode node) => node.NodeType == AngleSharp.Dom.NodeType.Text
        ? node.TextContent.Trim() is { Length: > 0 } text ? [text] : []
        : node.ChildNodes.SelectMany(Texts);
}
