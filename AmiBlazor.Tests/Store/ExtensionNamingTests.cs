using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>Names that users give to extensions are saved and never overwritten by a PBX.</summary>
public sealed class ExtensionNamingTests
{
    private static readonly ExtensionKey Key = new(Server, Context, "1001");

    [Fact]
    public async Task A_name_is_in_the_database_and_then_on_the_board_and_changes_no_status()
    {
        var clock = new FakeClock();
        await using var database = await TestDatabase.CreateAsync(clock);
        await ApplyAsync(database, Noon, Row("1001", 8), Row("1002"));
        var before = Find(database);
        clock.Advance(TimeSpan.FromMinutes(5));

        var row = await RenameAsync(database, "Anna Weber", "Sales");

        Assert.Equal(before with { Name = "Anna Weber", Department = "Sales", UpdatedAt = clock.GetUtcNow() }, row);
        Assert.Equal(row, Find(database));
        Assert.Equal(2, (await database.ChangesAsync()).Count);
        Assert.Single(await database.RunsAsync());
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_screen_is_told_of_a_name()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Row("1001"), Row("1002"));
        var told = new TaskCompletionSource<BoardBatch>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = database.Board.Subscribe(batch =>
        {
            told.TrySetResult(batch);
            return Task.CompletedTask;
        }).Subscription;

        await RenameAsync(database, "Anna", null);

        var row = Assert.Single((await told.Task.InTime()).Rows);
        Assert.Equal(("1001", "Anna"), (row.Key.Exten, row.Name));
    }

    [Fact]
    public async Task A_name_survives_every_list_the_extensions_absence_and_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Row("1001"), Row("1002"));
        await RenameAsync(database, "Anna", "Sales");

        await ApplyAsync(database, Noon.AddMinutes(1), Row("1001", 8), Row("1002"));
        await ApplyAsync(database, Noon.AddMinutes(2), Row("1001", 1, hint: "SIP/other"), Row("1002"));
        await ApplyAsync(database, Noon.AddMinutes(3), Row("1002"));
        await database.Store.ApplyAnswersAsync(Server, Noon.AddMinutes(4), askedStamp: null, new[] { Row("1001", 2) }, Run(),
            TestContext.Current.CancellationToken);

        Assert.Equal(("Anna", "Sales", 2, true), (Find(database).Name, Find(database).Department, Find(database).StatusCode, Find(database).Present));
        await database.AssertConsistentAsync();
        database.LetGo();
        await using var restarted = await TestDatabase.OpenAsync(database.Path);
        Assert.Equal(("Anna", "Sales"), (Find(restarted).Name, Find(restarted).Department));
    }

    [Fact]
    public async Task Names_and_lists_that_come_at_the_same_time_lose_nothing_of_each_other()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Rows(50));
        var key = Key with { Exten = "10007" };

        await Task.WhenAll(
            Task.Run(ListAsync, TestContext.Current.CancellationToken), Task.Run(NameAsync, TestContext.Current.CancellationToken)).InTime();

        var row = database.Board.Rows(Server).Single(row => row.Key == key);
        Assert.Equal(("name 20", "Sales", 2), (row.Name, row.Department, row.StatusCode));
        await database.AssertConsistentAsync();

        async Task ListAsync()
        {
            for (var round = 1; round <= 20; round++)
                await ApplyAsync(database, Noon.AddSeconds(round), Rows(50, round % 3));
        }

        async Task NameAsync()
        {
            for (var round = 1; round <= 20; round++)
                await database.Store.RenameAsync(key, $"name {round}", "Sales", _ => true, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task The_same_name_again_writes_nothing()
    {
        var clock = new FakeClock();
        await using var database = await TestDatabase.CreateAsync(clock);
        await ApplyAsync(database, Noon, Row("1001"));
        var first = await RenameAsync(database, "Anna", null);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Same(first, await RenameAsync(database, "  Anna ", ""));
    }

    [Fact]
    public async Task A_name_that_is_taken_away_is_none()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Row("1001"));
        await RenameAsync(database, "Anna", "Sales");

        await RenameAsync(database, "   ", null);

        Assert.Equal(((string?)null, (string?)null), (Find(database).Name, Find(database).Department));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task The_PBX_s_name_is_shown_where_people_gave_none_and_survives_lists_and_a_restart()
    {
        var clock = new FakeClock();
        await using var database = await TestDatabase.CreateAsync(clock);
        await ApplyAsync(database, Noon, Row("1001"), Row("1002"));
        var before = Find(database);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await SetAsync(database, "Anna Adler"));
        Assert.Equal(before with { PbxName = "Anna Adler" }, Find(database));
        Assert.Equal(0, await SetAsync(database, " Anna Adler "));
        await RenameAsync(database, "Anna", null);
        Assert.Equal(("Anna", "Anna Adler"), (Find(database).ShownName, Find(database).PbxName));
        await ApplyAsync(database, Noon.AddMinutes(1), Row("1001", 8), Row("1002"));
        await RenameAsync(database, "", null);

        Assert.Equal("Anna Adler", Find(database).ShownName);
        await database.AssertConsistentAsync();
        database.LetGo();
        await using var restarted = await TestDatabase.OpenAsync(database.Path);
        Assert.Equal("Anna Adler", Find(restarted).ShownName);
    }

    [Fact]
    public async Task The_PBX_s_name_is_cleaned_and_cut_and_of_unknown_extensions_nothing_is_kept()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Row("1001"));
        var rocket = char.ConvertFromUtf32(0x1F680);

        await SetAsync(database, "\u0007Anna\0 \uD800Adler");
        Assert.Equal("Anna Adler", Find(database).PbxName);
        await SetAsync(database, new string('a', 78) + rocket + rocket);
        Assert.Equal(new string('a', 78) + "…", Find(database).PbxName);
        await database.Store.SetPbxNamesAsync(Server, [(Context, "4711", "Nobody")], TestContext.Current.CancellationToken);

        Assert.Single(database.Board.Rows(Server));
        await database.AssertConsistentAsync();
    }

    [Theory]
    [InlineData("'; DROP TABLE Extensions; --")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("👩‍👩‍👧 Familie")]
    [InlineData("\u202egnorw yaw eht")]
    public async Task Any_name_is_kept_as_it_was_typed(string name)
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Row("1001"));

        await RenameAsync(database, name, name);

        Assert.Equal((name, name), (Find(database).Name, Find(database).Department));
        await database.AssertConsistentAsync();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \t\r\n ", null)]
    [InlineData("  Anna Weber\u00a0", "Anna Weber")]
    [InlineData("An\u0000na\r\n\u001b[31m", "Anna[31m")]
    [InlineData("\u0000\u0007", null)]
    [InlineData("A\ud83d!", "A!")]
    public void What_nobody_can_see_or_store_is_left_out_of_a_name(string? typed, string? kept) => Assert.Equal(kept, ExtensionNaming.Clean(typed));

    [Fact]
    public async Task A_name_that_is_too_long_is_refused_and_the_longest_is_not()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Row("1001"));

        await Assert.ThrowsAsync<ArgumentException>(() => RenameAsync(database, new string('x', 81), null));
        await Assert.ThrowsAsync<ArgumentException>(() => RenameAsync(database, null, new string('x', 10_000)));

        Assert.Null(Find(database).Name);
        Assert.Equal(80, (await RenameAsync(database, $" {new string('x', 80)} ", null))!.Name!.Length);
    }

    [Fact]
    public async Task An_extension_that_nobody_knows_cannot_be_named()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Row("1001"));

        Assert.Null(await database.Store.RenameAsync(Key with { Exten = "1002" }, "Anna", null, _ => true, TestContext.Current.CancellationToken));
        Assert.Null(await database.Store.RenameAsync(Key with { Server = "other" }, "Anna", null, _ => true, TestContext.Current.CancellationToken));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_database_that_does_not_take_a_name_is_told_and_nothing_changes()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Row("1001"));
        StoreException exception;
        using (var other = database.OpenConnection())
        {
            using var transaction = other.BeginTransaction();

            exception = await Assert.ThrowsAsync<StoreException>(() => RenameAsync(database, "Anna", null)).InTime();
        }

        Assert.StartsWith("Nothing was saved: another program has kept the database locked.", exception.Message, StringComparison.Ordinal);
        Assert.Null(Find(database).Name);
        Assert.Equal("Anna", (await RenameAsync(database, "Anna", null))!.Name);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task An_extension_that_somebody_deleted_from_the_database_is_noticed_when_it_is_named()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon, Row("1001"), Row("1002"));
        database.Execute("PRAGMA foreign_keys = ON; DELETE FROM Extensions WHERE Exten = '1001'");

        await Assert.ThrowsAsync<StoreException>(() => RenameAsync(database, "Anna", null));

        Assert.Null(await RenameAsync(database, "Anna", null));
        await database.AssertConsistentAsync();
    }

    private static Task<BoardRow?> RenameAsync(TestDatabase database, string? name, string? department) =>
        database.Store.RenameAsync(Key, name, department, _ => true, TestContext.Current.CancellationToken);

    private static Task<StoreResult> ApplyAsync(TestDatabase database, DateTimeOffset at, params SnapshotRow[] rows) =>
        database.Store.ApplySnapshotAsync(Snapshot(at, rows), Run(), TestContext.Current.CancellationToken);

    private static Task<int> SetAsync(TestDatabase database, string? name) =>
        database.Store.SetPbxNamesAsync(Server, [(Context, "1001", name)], TestContext.Current.CancellationToken);

    private static BoardRow Find(TestDatabase database) => database.Board.Rows(Server).Single(row => row.Key == Key);
}
