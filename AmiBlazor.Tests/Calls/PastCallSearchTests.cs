using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Calls;

/// <summary>Past calls by a part of a party's number or name: found by what the viewer sees, and by nothing else.</summary>
public sealed class PastCallSearchTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    public static TheoryData<bool> Databases => [new(false), new TheoryDataRow<bool>(true).WithTrait(NeedsAttribute.Trait, nameof(Need.PostgreSql))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Whatever_is_hidden_cannot_be_guessed_by_searching(bool postgreSql)
    {
        void Configure(Microsoft.Extensions.Hosting.HostApplicationBuilder builder) => builder.Services.AddCalls();
        await using var database = await (postgreSql ? TestDatabase.ConnectAsync(server.NewDatabase(), Configure) : TestDatabase.CreateAsync(configure: Configure));
        await database.FollowAsync(Row("1001"), Row("1002"));
        await database.Store.RenameAsync(new ExtensionKey(Server, Context, "1001"), "Änna", "Sales", _ => true, Token);
        await database.Store.RenameAsync(new ExtensionKey(Server, Context, "1002"), "Ben", "Support", _ => true, Token);
        var (queries, history) = (database.Service<CallQueries>(), database.Service<ICallHistory>());
        history.Add(Call("inside", Leg("1001", "Anna Adler", "1001", dialled: "1002"), Leg("1002", "Ben Berg", "1002")));
        history.Add(Call("outside", Leg("030123_45", "Customer Ltd", null), Leg("1001", "Anna Adler", "1001")));
        history.Add(Call("unhinted", Leg("1002", "Ben abroad", null), Leg("1001", "Anna Adler", "1001")));
        await Polling.UntilAsync(async () => (await queries.PageAsync(ExtensionScope.All, new CallFilter(), null, 9, Token)).Count == 3);
        var sales = new ExtensionScope(null, ["Sales"]);

        (string Text, string Found)[] searches =
        [
            ("customer LTD", "outside"), ("0123", "outside"), ("3_4", "outside"), ("3%4", ""), ("berg", "inside"), ("änna", "inside,outside,unhinted"), ("adler", "inside,outside,unhinted"),
            ("1002", "inside,unhinted"), ("nobody", ""),
        ];
        foreach (var (text, found) in searches) Assert.Equal((text, found), (text, await FindAsync(ExtensionScope.All, text, NumberPrivacy.Full)));

        Assert.Equal("", await FindAsync(ExtensionScope.All, "customer", NumberPrivacy.LastDigits));
        Assert.Equal("", await FindAsync(ExtensionScope.All, "0123", NumberPrivacy.None));
        Assert.Equal("inside", await FindAsync(ExtensionScope.All, "1002", NumberPrivacy.None));
        Assert.Equal("outside", await FindAsync(sales, "customer", NumberPrivacy.Full));
        Assert.Equal("", await FindAsync(sales, "customer", NumberPrivacy.LastDigits));
        Assert.Equal("", await FindAsync(sales, "1002", NumberPrivacy.Full));
        Assert.Equal("", await FindAsync(sales, "ben", NumberPrivacy.Full));
        Assert.Equal("inside,outside,unhinted", await FindAsync(sales, "1001", NumberPrivacy.None));
        Assert.Equal("inside,outside,unhinted", await IdsAsync(sales, new CallFilter(Exten: "1001")));
        Assert.Equal("", await IdsAsync(sales, new CallFilter(Exten: "1002")));
        Assert.Equal("inside", await IdsAsync(ExtensionScope.All, new CallFilter(Exten: "1002")));

        Task<string> FindAsync(ExtensionScope scope, string party, NumberPrivacy privacy) => IdsAsync(scope, new CallFilter { Party = party, PartyPrivacy = privacy });

        async Task<string> IdsAsync(ExtensionScope scope, CallFilter filter) =>
            string.Join(',', (await queries.PageAsync(scope, filter, null, 9, Token)).Select(call => call.Id).Order(StringComparer.Ordinal));
    }

    private static RecordedCall Call(string id, params RecordedLeg[] legs)
    {
        foreach (var leg in legs) (leg.LinkedId, leg.IsCaller) = (id, leg == legs[0]);
        return new RecordedCall(Server, id, legs);
    }

    private static RecordedLeg Leg(string number, string name, string? exten, string dialled = "") => new()
    {
        ChannelId = number,
        Device = "PJSIP/" + number,
        Extension = exten is null ? null : new ExtensionKey(Server, Context, exten),
        Number = number,
        Name = name,
        Dialled = dialled,
        StartedAt = Noon,
        IsStartKnown = true,
        ConnectedAt = Noon,
        EndedAt = Noon.AddMinutes(1),
        Cause = 16,
    };
}
