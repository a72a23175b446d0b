using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Data;
using AmiBlazor.History;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Calls;

/// <summary>Calls in a real database: written once, read in pages and within a scope, removed with the history.</summary>
public sealed class CallHistoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finished_calls_are_saved_and_read_newest_first_in_pages()
    {
        await using var database = await DatabaseAsync();
        var queries = database.Service<CallQueries>();
        for (var number = 0; number < 5; number++) database.Service<ICallHistory>().Add(Call($"{number}.1", Noon.AddMinutes(number)));
        await UntilAsync(queries, 5);

        var first = await queries.PageAsync(ExtensionScope.All, new CallFilter(), before: null, 2, Token);
        var second = await queries.PageAsync(ExtensionScope.All, new CallFilter(), (first[^1].StartedAt, first[^1].RowId), 10, Token);

        Assert.Equal(["4.1", "3.1", "2.1", "1.1", "0.1"], first.Concat(second).Select(call => call.Id));
        Assert.Equal(["1001", "1002"], first[0].Legs.Select(leg => leg.Extension!.Value.Exten));
        Assert.Equal((CallOutcome.Answered, Noon.AddMinutes(5)), (first[0].Outcome, first[0].EndedAt));
    }

    [Fact]
    public async Task The_filter_finds_extension_outcome_queue_and_time()
    {
        await using var database = await DatabaseAsync();
        var queries = database.Service<CallQueries>();
        var history = database.Service<ICallHistory>();
        history.Add(Call("1.1", Noon));
        history.Add(Call("2.1", Noon.AddHours(1), called: "1003", queue: "support"));
        await UntilAsync(queries, 2);

        Assert.Equal(["2.1"], await IdsAsync(queries, new CallFilter(Exten: "1003", Context: Context)));
        Assert.Empty(await IdsAsync(queries, new CallFilter(Exten: "1003", Context: "other")));
        Assert.Equal(["2.1"], await IdsAsync(queries, new CallFilter(Queue: "support")));
        Assert.Equal(["1.1"], await IdsAsync(queries, new CallFilter(To: Noon)));
        Assert.Equal(["2.1"], await IdsAsync(queries, new CallFilter(From: Noon.AddMinutes(1), Outcome: "answered")));
        Assert.Empty(await IdsAsync(queries, new CallFilter(Server: "other")));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_legs_of_an_extension_are_read_once_and_not_for_each_call(bool isScoped)
    {
        var statements = new AskedStatements();
        await using var database = await TestDatabase.CreateAsync(TimeProvider.System, builder =>
        {
            builder.Services.AddCalls();
            builder.Services.ConfigureDbContext<AmiBlazorDbContext>(options => options.AddInterceptors(statements));
        });
        statements.AreNoted = true;
        var scope = isScoped ? new ExtensionScope(null, ["Sales"]) : ExtensionScope.All;

        await database.Service<CallQueries>().PageAsync(scope, new CallFilter(Server, Context, "1001", Noon), null, 21, Token);

        var plan = statements.Plans(database);
        var legs = plan.Select((step, index) => (step, index)).First(found => found.step.Contains("IX_CallLegs_Exten_Context_StartedAt", StringComparison.Ordinal));
        Assert.StartsWith("LIST SUBQUERY", plan[legs.index - 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sees_a_department_sees_the_calls_of_its_extensions_without_the_others()
    {
        await using var database = await DatabaseAsync();
        await database.FollowAsync(Row("1001"), Row("1002"), Row("1003"));
        await database.Store.RenameAsync(new ExtensionKey(Server, Context, "1001"), null, "Sales", _ => true, Token);
        var queries = database.Service<CallQueries>();
        var history = database.Service<ICallHistory>();
        history.Add(Call("1.1", Noon));
        history.Add(Call("2.1", Noon, caller: "1002", called: "1003"));
        await UntilAsync(queries, 2);
        var scope = new ExtensionScope(null, ["Sales"]);

        var call = Assert.Single(await queries.PageAsync(scope, new CallFilter(), null, 10, Token));
        var shown = new CallVisibility(scope, NumberPrivacy.Full, database.Board.Snapshot).Of(call);

        Assert.Equal(["1001 Name of 1001", "hidden"], shown.Legs.Select(leg => leg.IsHidden ? $"hidden{leg.Number}{leg.Name}{leg.Device}" : $"{leg.Number} {leg.Name}"));
        Assert.Equal("", shown.Legs[0].Dialled);
    }

    [Fact]
    public async Task A_call_that_lasts_when_the_program_ends_is_one_with_what_comes_after()
    {
        await using var database = await DatabaseAsync();
        var queries = database.Service<CallQueries>();
        var history = database.Service<ICallHistory>();
        var lasting = Call("1.1", Noon);
        foreach (var leg in lasting.Legs) (leg.EndedAt, leg.Cause) = (null, null);
        history.Add(lasting);
        await UntilAsync(queries, 1);

        var resumed = Assert.Single(await history.UnfinishedAsync(Server, Token));
        foreach (var leg in resumed.Legs) (leg.EndedAt, leg.Cause) = (Noon.AddMinutes(9), 16);
        history.Add(resumed);

        await Polling.UntilAsync(async () => (await queries.PageAsync(ExtensionScope.All, new CallFilter(), null, 10, Token)) is [{ EndedAt: not null }]);
        Assert.Empty(await history.UnfinishedAsync(Server, Token));
    }

    [Fact]
    public async Task A_call_that_is_taken_up_again_is_past_when_it_has_ended()
    {
        await using var database = await DatabaseAsync(new AmiServerOptions { Name = Server, Live = true, Calls = true });
        var queries = database.Service<CallQueries>();
        var history = database.Service<ICallHistory>();
        var lasting = Call("1.1", Noon);
        foreach (var leg in lasting.Legs) (leg.EndedAt, leg.Cause) = (null, null);
        history.Add(lasting);
        await Polling.UntilAsync(async () => (await history.UnfinishedAsync(Server, Token)).Count == 1);
        Assert.Empty(await IdsAsync(queries, new CallFilter()));

        var resumed = Assert.Single(await history.UnfinishedAsync(Server, Token));
        foreach (var leg in resumed.Legs) (leg.EndedAt, leg.Cause) = (Noon.AddMinutes(9), 16);
        history.Add(resumed);
        await UntilAsync(queries, 1);

        Assert.Equal(["1.1"], await IdsAsync(queries, new CallFilter(Outcome: "answered")));
    }

    [Fact]
    public async Task What_became_of_a_call_of_a_PBX_that_is_not_followed_any_more_nobody_knows()
    {
        await using var database = await DatabaseAsync();
        var queries = database.Service<CallQueries>();
        var ringing = Call("1.1", Noon);
        foreach (var leg in ringing.Legs)
        {
            (leg.EndedAt, leg.Cause, leg.AnsweredAt, leg.ConnectedAt) = (null, null, null, null);
            leg.HasRung = !leg.IsCaller;
        }

        database.Service<ICallHistory>().Add(ringing);
        await UntilAsync(queries, 1);

        Assert.Equal(["1.1"], await IdsAsync(queries, new CallFilter(Outcome: "unknown")));
        Assert.Empty(await IdsAsync(queries, new CallFilter(Outcome: "not-answered")));
        Assert.Equal(CallOutcome.Unknown, Assert.Single(await queries.PageAsync(ExtensionScope.All, new CallFilter(), null, 9, Token)).Outcome);
    }

    [Fact]
    public async Task Old_calls_go_with_their_legs()
    {
        await using var database = await DatabaseAsync();
        var queries = database.Service<CallQueries>();
        database.Service<ICallHistory>().Add(Call("1.1", Noon));
        database.Service<ICallHistory>().Add(Call("2.1", Noon.AddDays(2)));
        await UntilAsync(queries, 2);

        Assert.Equal(1, await database.Service<HistoryCleaner>().CleanCallsAsync(Noon.AddDays(1), Token));

        Assert.Equal(["2.1"], await IdsAsync(queries, new CallFilter()));
        Assert.Empty(await IdsAsync(queries, new CallFilter(Exten: "1001", To: Noon.AddDays(1))));
    }

    private static Task<TestDatabase> DatabaseAsync(params AmiServerOptions[] servers) => TestDatabase.CreateAsync(TimeProvider.System, builder =>
    {
        builder.Services.AddCalls();
        builder.Services.Configure<AmiOptions>(options => options.Servers.AddRange(servers));
    });

    private static Task UntilAsync(CallQueries queries, int calls) =>
        Polling.UntilAsync(async () => (await queries.PageAsync(ExtensionScope.All, new CallFilter(), null, 100, Token)).Count == calls);

    private static async Task<string[]> IdsAsync(CallQueries queries, CallFilter filter) =>
        [.. (await queries.PageAsync(ExtensionScope.All, filter, null, 100, Token)).Select(call => call.Id)];

    private static RecordedCall Call(string id, DateTimeOffset at, string caller = "1001", string called = "1002", string? queue = null) =>
        new(Server, id, [Leg(id, caller, at, queue, isCaller: true, called), Leg(id + "b", called, at, queue, isCaller: false, "")]);

    private static RecordedLeg Leg(string id, string exten, DateTimeOffset at, string? queue, bool isCaller, string dialled) => new()
    {
        ChannelId = id,
        LinkedId = id,
        Device = "PJSIP/" + exten,
        Extension = new ExtensionKey(Server, Context, exten),
        Number = exten,
        Name = "Name of " + exten,
        IsCaller = isCaller,
        Dialled = dialled,
        Queue = queue,
        StartedAt = at,
        IsStartKnown = true,
        AnsweredAt = at,
        ConnectedAt = at,
        EndedAt = at.AddMinutes(1),
        Cause = 16,
    };
}
