using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Queues;

/// <summary>Times of agents in real databases: written as they begin and as they end, read in pages and within a scope, removed with the history.</summary>
public sealed class AgentLogTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    public static TheoryData<bool> Databases => [new(false), new TheoryDataRow<bool>(true).WithTrait(NeedsAttribute.Trait, nameof(Need.PostgreSql))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_time_is_one_row_from_its_beginning_to_its_end_and_found_in_pages(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        var (log, queries) = (database.Service<IAgentLog>(), database.Service<AgentLogQueries>());
        var lunch = Time("PJSIP/1001", AgentEvent.Paused, Noon) with { Reason = "Lunch", Extension = new ExtensionKey(Server, Context, "1001") };
        log.Add(lunch);
        log.Add(Time("PJSIP/1002", AgentEvent.LoggedIn, Noon.AddMinutes(1)));
        log.Add(Time("PJSIP/1002", AgentEvent.LoggedIn, Noon.AddMinutes(2)) with { Queue = "sales" });
        await UntilAsync(queries, 3, ended: 0);
        log.Add(lunch with { Until = Noon.AddMinutes(30), IsUntilKnown = true });
        var short_ = Time("PJSIP/1003", AgentEvent.Paused, Noon.AddMinutes(3));
        log.Add(short_);
        log.Add(short_ with { Until = Noon.AddMinutes(4) });
        await UntilAsync(queries, 4, ended: 2);

        var first = await queries.PageAsync(ExtensionScope.All, new AgentLogFilter(), null, 2, Token);
        var second = await queries.PageAsync(ExtensionScope.All, new AgentLogFilter(), (first[^1].Since, first[^1].Row.Id), 10, Token);

        Assert.Equal(["PJSIP/1003", "PJSIP/1002", "PJSIP/1002", "PJSIP/1001"], first.Concat(second).Select(time => time.Interface));
        Assert.Equal((lunch with { Until = Noon.AddMinutes(30), IsUntilKnown = true }).ToString(), (second[^1] with { Row = lunch.Row }).ToString());
        Assert.Equal(["PJSIP/1002", "PJSIP/1002"], (await log.UnfinishedAsync(Server, Token)).Select(time => time.Interface));
        Assert.Equal(1, await CountAsync(queries, new AgentLogFilter(Queue: "sales")));
        Assert.Equal(2, await CountAsync(queries, new AgentLogFilter(Event: AgentEvent.Paused)));
        Assert.Equal(1, await CountAsync(queries, new AgentLogFilter(Exten: "1001")));
        Assert.Equal(2, await CountAsync(queries, new AgentLogFilter(From: Noon.AddMinutes(31))));
        Assert.Equal(3, await CountAsync(queries, new AgentLogFilter(From: Noon.AddMinutes(5))));
        Assert.Equal(1, await CountAsync(queries, new AgentLogFilter(To: Noon)));
        Assert.Equal(0, await CountAsync(queries, new AgentLogFilter(Server: "other")));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Who_sees_a_department_sees_the_times_of_its_agents_alone(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        await database.FollowAsync(Row("1001"), Row("1002"));
        await database.Store.RenameAsync(new ExtensionKey(Server, Context, "1001"), null, "Sales", _ => true, Token);
        var (log, queries) = (database.Service<IAgentLog>(), database.Service<AgentLogQueries>());
        foreach (var exten in (string[])["1001", "1002"])
            log.Add(Time("PJSIP/" + exten, AgentEvent.LoggedIn, Noon) with { Extension = new ExtensionKey(Server, Context, exten) });
        log.Add(Time("SIP/outside", AgentEvent.LoggedIn, Noon));
        await UntilAsync(queries, 3, ended: 0);

        Assert.Equal("PJSIP/1001", Assert.Single(await queries.PageAsync(new ExtensionScope(null, ["Sales"]), new AgentLogFilter(), null, 10, Token)).Interface);
        Assert.Empty(await queries.PageAsync(new ExtensionScope(["other"], null), new AgentLogFilter(), null, 10, Token));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Old_times_go_with_the_history_and_what_lasts_stays(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        var (log, queries) = (database.Service<IAgentLog>(), database.Service<AgentLogQueries>());
        log.Add(Time("PJSIP/1001", AgentEvent.Paused, Noon) with { Until = Noon.AddMinutes(5) });
        log.Add(Time("PJSIP/1002", AgentEvent.LoggedIn, Noon));
        log.Add(Time("PJSIP/1003", AgentEvent.LoggedIn, Noon) with { Until = Noon.AddDays(2) });
        await UntilAsync(queries, 3, ended: 2);

        Assert.Equal(1, await database.Service<HistoryCleaner>().CleanAgentLogAsync(Noon.AddDays(1), Token));

        Assert.Equal(2, await CountAsync(queries, new AgentLogFilter()));
    }

    private Task<TestDatabase> OpenAsync(bool postgreSql) => postgreSql
        ? TestDatabase.ConnectAsync(server.NewDatabase(), configure: builder => builder.Services.AddQueues())
        : TestDatabase.CreateAsync(TimeProvider.System, builder => builder.Services.AddQueues());

    private static AgentTime Time(string agent, AgentEvent what, DateTimeOffset since) => new(Server, "support", agent, "Agent " + agent, what, since) { IsSinceKnown = true };

    private static async Task<int> CountAsync(AgentLogQueries queries, AgentLogFilter filter) =>
        (await queries.PageAsync(ExtensionScope.All, filter, null, 100, Token)).Count;

    private static Task UntilAsync(AgentLogQueries queries, int times, int ended) => Polling.UntilAsync(async () =>
    {
        var all = await queries.PageAsync(ExtensionScope.All, new AgentLogFilter(), null, 100, Token);
        return all.Count == times && all.Count(time => time.Until is not null) == ended;
    });
}
