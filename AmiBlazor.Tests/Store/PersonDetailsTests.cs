using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>Notes and e-mail addresses travel as names do.</summary>
public sealed class PersonDetailsTests
{
    private static readonly ExtensionKey Key = new(Server, Context, "1001");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null)]
    [InlineData(" \r\n\t ", null)]
    [InlineData("One line", "One line")]
    [InlineData("  first \r\nsecond\rthird\u2028fourth\0 ", "first\nsecond\nthird\nfourth")]
    [InlineData("\n\nfirst\n\nsecond\n\n", "first\n\nsecond")]
    [InlineData("a\tb", "a b")]
    public void A_note_keeps_its_lines_and_nothing_that_is_not_seen(string? typed, string? kept) => Assert.Equal(kept, ExtensionNaming.CleanNote(typed));

    [Fact]
    public async Task What_people_say_survives_every_list_and_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(Noon, Row("1001"), Row("1002"));
        var details = new PersonDetails("Anna", "Sales", "Mondays\nnot before 10", "anna@example.org");

        await database.Store.EditAsync(Key, _ => details, _ => true, Token);
        await ApplyAsync(Noon.AddMinutes(1), Row("1001", 8), Row("1002"));
        await ApplyAsync(Noon.AddMinutes(2), Row("1002"));
        await database.Store.SetPbxNamesAsync(Server, [(Context, "1001", "Told")], Token);

        Assert.Equal(details, PersonDetails.Of(Find(database)));
        await database.AssertConsistentAsync();
        database.LetGo();
        await using var restarted = await TestDatabase.OpenAsync(database.Path);
        Assert.Equal((details, "Told"), (PersonDetails.Of(Find(restarted)), Find(restarted).PbxName));

        Task ApplyAsync(DateTimeOffset at, params SnapshotRow[] rows) => database.Store.ApplySnapshotAsync(Snapshot(at, rows), Run(), Token);
    }

    [Fact]
    public async Task A_change_of_one_part_leaves_the_others()
    {
        await using var database = await FilledAsync();
        await database.Store.EditAsync(Key, _ => new PersonDetails("Anna", "Sales", "note", "anna@example.org"), _ => true, Token);

        await database.Store.RenameAsync(Key, "Bernd", null, _ => true, Token);

        Assert.Equal(new PersonDetails("Bernd", null, "note", "anna@example.org"), PersonDetails.Of(Find(database)));
    }

    [Theory]
    [InlineData("not an address", 0)]
    [InlineData("anna@example.org", 501)]
    public async Task What_breaks_a_rule_is_never_written(string email, int characters)
    {
        await using var database = await FilledAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            () => database.Store.EditAsync(Key, _ => new PersonDetails(null, null, new string('x', characters), email), _ => true, Token));

        Assert.True(PersonDetails.Of(Find(database)).IsEmpty);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Changes_decided_earlier_are_all_applied_or_none()
    {
        await using var database = await FilledAsync();
        PersonEdit[] edits = [Edit("1001", "Anna"), Edit("1002", "Bernd")];
        await database.Store.RenameAsync(Key with { Exten = "1002" }, "Carl", null, _ => true, Token);

        Assert.Null(await database.Store.TryApplyAsync(edits, _ => true, Token));
        Assert.Null(Find(database).Name);
        await database.Store.RenameAsync(Key with { Exten = "1002" }, null, null, _ => true, Token);
        Assert.Null(await database.Store.TryApplyAsync(edits, row => row.Key.Exten == "1001", Token));
        Assert.Null(await database.Store.TryApplyAsync([.. edits, Edit("4711", "Nobody")], _ => true, Token));
        Assert.Null(Find(database).Name);

        Assert.Equal(2, (await database.Store.TryApplyAsync(edits, _ => true, Token))!.Count);
        Assert.Equal("Anna", Find(database).Name);
        await database.AssertConsistentAsync();

        static PersonEdit Edit(string exten, string name) => new(Key with { Exten = exten }, default, new PersonDetails { Name = name });
    }

    private static async Task<TestDatabase> FilledAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await database.Store.ApplySnapshotAsync(Snapshot(Noon, Row("1001"), Row("1002")), Run(), Token);
        return database;
    }

    private static BoardRow Find(TestDatabase database) => database.Board.Rows(Server).Single(row => row.Key == Key);
}
