using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Audit;

public sealed class AuditQueriesTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<bool>> Databases =>
        [new(false), new TheoryDataRow<bool>(true).WithTrait(NeedsAttribute.Trait, nameof(Need.PostgreSql))];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Pages_follow_each_other_down_to_the_first_entry_and_up_again(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        await FillAsync(database, Enumerable.Range(1, 25).Select(number => Entry(number)));
        var queries = Queries(database);

        var first = await queries.PageAsync(AuditFilter.None, before: null, after: null, 10, Ct);
        var second = await queries.PageAsync(AuditFilter.None, before: 16, after: null, 10, Ct);
        var last = await queries.PageAsync(AuditFilter.None, before: 6, after: null, 10, Ct);
        var up = await queries.PageAsync(AuditFilter.None, before: null, after: 5, 10, Ct);
        var top = await queries.PageAsync(AuditFilter.None, before: null, after: 15, 10, Ct);

        Assert.Equal("25-16 newer: False, older: True", Told(first));
        Assert.Equal("15-6 newer: True, older: True", Told(second));
        Assert.Equal("5-1 newer: True, older: False", Told(last));
        Assert.Equal("15-6 newer: True, older: True", Told(up));
        Assert.Equal("25-16 newer: False, older: True", Told(top));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_property_of_the_filter_selects(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        await FillAsync(
            database,
            [
                Entry(1, who: "ann"), Entry(2, who: "Ann"), Entry(3, action: "stop"), Entry(4, outcome: "refused"), Entry(5, about: "main/sales/100_1"),
                Entry(6, detail: "name none → “MÜLLER”"), Entry(7, address: "2001:db8::7"), Entry(8, about: "100%"), Entry(9, about: "Main/x"),
            ]);

        Assert.Equal("1", await FoundAsync(database, new() { Who = "ann" }));
        Assert.Equal("3", await FoundAsync(database, new() { Action = "stop" }));
        Assert.Equal("4", await FoundAsync(database, new() { Outcome = "refused" }));
        Assert.Equal("7", await FoundAsync(database, new() { Address = "2001:db8::7" }));
        Assert.Equal("9 5", await FoundAsync(database, new() { Text = "mAIN/" }));
        Assert.Equal("6", await FoundAsync(database, new() { Text = "müller" }));
        Assert.Equal("5", await FoundAsync(database, new() { Text = "100_" }));
        Assert.Equal("8", await FoundAsync(database, new() { Text = "0%" }));
        Assert.Equal("", await FoundAsync(database, new() { Text = "' OR 1=1 --" }));
        Assert.Equal("", await FoundAsync(database, new() { Who = "ann", Action = "stop" }));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_time_range_includes_its_start_and_not_its_end_even_if_the_clock_was_set_back(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);

        // Between the third and the fourth the clock was set back by an hour.
        await FillAsync(
            database,
            [Entry(1), Entry(2), Entry(3), Entry(4, at: Start.AddMinutes(-56)), Entry(5, at: Start.AddMinutes(-55)), Entry(6, at: Start.AddMinutes(6))]);

        Assert.Equal("5 4", await FoundAsync(database, new() { From = Start.AddHours(-1), To = Start }));
        Assert.Equal("6 3 2", await FoundAsync(database, new() { From = Start.AddMinutes(2) }));
        Assert.Equal("5 4 1", await FoundAsync(database, new() { To = Start.AddMinutes(2) }));
        Assert.Equal("", await FoundAsync(database, new() { From = Start.AddMinutes(4), To = Start.AddMinutes(5) }));
        Assert.Equal("", await FoundAsync(database, new() { From = Start.AddMinutes(5), To = Start.AddMinutes(4) }));
    }

    [Fact]
    public async Task Reading_all_entries_stops_at_the_given_number_and_skips_none()
    {
        await using var database = await OpenAsync(postgreSql: false);
        await FillAsync(database, Enumerable.Range(1, 4_500).Select(number => Entry(number)));

        var all = await Queries(database).ReadAsync(AuditFilter.None, 10_000, Ct).ToListAsync(Ct);
        var some = await Queries(database).ReadAsync(AuditFilter.None, 2_001, Ct).ToListAsync(Ct);

        Assert.Equal(Enumerable.Range(1, 4_500).Reverse().Select(number => (long)number), all.Select(entry => entry.Id));
        Assert.Equal((2_001, 2_500L), (some.Count, some[^1].Id));
    }

    private static string Told(AuditLogPage page) =>
        string.Create(CultureInfo.InvariantCulture, $"{page.Entries[0].Id}-{page.Entries[^1].Id} newer: {page.HasNewer}, older: {page.HasOlder}");

    private static async Task<string> FoundAsync(TestDatabase database, AuditFilter filter) =>
        string.Join(' ', (await Queries(database).PageAsync(filter, before: null, after: null, 100, Ct)).Entries.Select(entry => entry.Id));

    private static AuditQueries Queries(TestDatabase database) => new(database.Service<IDbContextFactory<AmiBlazorDbContext>>());

    private static async Task FillAsync(TestDatabase database, IEnumerable<AuditEntry> entries)
    {
        await using var context = database.NewContext();
        context.AuditEntries.AddRange(entries);
        await context.SaveChangesAsync(Ct);
    }

    private static AuditEntry Entry(
        int number, string who = "bob", string action = "refresh", string outcome = "done",
        string? about = null, string? detail = null, string? address = null, DateTimeOffset? at = null) =>
        new()
        {
            Id = number,
            At = at ?? Start.AddMinutes(number),
            Who = who,
            Kind = "account",
            Action = action,
            Outcome = outcome,
            About = about,
            Detail = detail,
            Address = address,
        };

    private Task<TestDatabase> OpenAsync(bool postgreSql) => postgreSql ? TestDatabase.ConnectAsync(server.NewDatabase()) : TestDatabase.CreateAsync();
}
