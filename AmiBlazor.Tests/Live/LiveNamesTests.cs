using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Api;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Live;

/// <summary>Names that a PBX tells: asked for key by key, shown where people gave none.</summary>
public sealed class LiveNamesTests
{
    private static readonly ExtensionState Anna = new("from-internal", "1001", "PJSIP/anna", 0);
    private static readonly ExtensionState Ben = new("from-internal", "1002", "PJSIP/ben&Custom:DND1002,CustomPresence:1002", 0);
    private static readonly ExtensionState Clara = new("from-internal", "1003", "Custom:1003", 0);

    [Fact]
    public async Task The_database_tells_names_and_where_it_has_none_the_endpoint_of_the_hint()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna, Ben, Clara);
        answers.Database[("AMPUSER/1001", "cidname")] = "Anna Adler";
        answers.CallerIds["ben"] = "\"Ben Berg\" <1002>";
        answers.CallerIds["1002"] = "\"Somebody Else\" <1002>";
        await using var app = await StartAsync(pbx);

        await app.UntilAsync("named", () => Names(app) is ["Anna Adler", "Ben Berg", ""]);
        await app.UntilAsync("reported", () => app.Health.Names == new NamesHealth(NamesSource.Database, 2));

        var client = app.App.Client(AmiBlazorApp.ViewerKey);
        var rows = (await client.GetAsync("/api/extensions", TestContext.Current.CancellationToken).JsonAsync()).EnumerateArray().ToList();
        Assert.Equal(["Anna Adler", "Ben Berg", ""], rows.Select(row => row.Text("pbxName")));
        Assert.All(rows, row => Assert.Equal("", row.Text("name")));
        var found = await client.GetAsync("/api/extensions?q=ben%20berg", TestContext.Current.CancellationToken).JsonAsync();
        Assert.Equal("1002", Assert.Single(found.EnumerateArray()).Text("extension"));
        Assert.DoesNotContain("DBGetTree", answers.Actions, StringComparer.Ordinal);
        Assert.Equal(["DBGet AMPUSER/1001 cidname", "DBGet AMPUSER/1002 cidname", "DBGet AMPUSER/1003 cidname", "Getvar PJSIP_ENDPOINT(ben,callerid)"], Questions(pbx));
    }

    [Fact]
    public async Task A_person_s_own_name_wins_and_taken_away_it_gives_the_PBX_s_back()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna);
        answers.Database[("AMPUSER/1001", "cidname")] = "Anna Adler";
        await using var app = await StartAsync(pbx);
        await app.UntilAsync("named", () => Names(app) is ["Anna Adler"]);

        var named = await RenameAsync(app, "Reception");
        var cleared = await RenameAsync(app, "");

        Assert.Equal(("Reception", "Reception", "Anna Adler"), (named.ShownName, named.Name, named.PbxName));
        Assert.Equal(("Anna Adler", null), (cleared.ShownName, cleared.Name));
    }

    [Fact]
    public async Task Where_the_database_may_not_be_read_the_endpoints_tell_and_it_is_not_asked_again()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself([.. Enumerable.Range(1001, 8).Select(number => new ExtensionState("from-internal", $"{number}", $"PJSIP/{number}", 0))]);
        answers.Refusals["DBGet"] = "Permission denied";
        foreach (var number in Enumerable.Range(1001, 8)) answers.CallerIds[$"{number}"] = $"\"Person {number}\" <{number}>";
        await using var app = await StartAsync(pbx);

        await app.UntilAsync("named", () => Names(app).All(name => name.Length > 0));
        await app.UntilAsync("reported", () => app.Health.Names == new NamesHealth(NamesSource.Endpoints, 8));

        // The first four are asked at the same time, unless the first answer comes sooner.
        Assert.InRange(Questions(pbx).Count(question => question.StartsWith("DBGet", StringComparison.Ordinal)), 1, 4);
    }

    [Fact]
    public async Task Where_neither_may_be_read_that_is_said_and_the_next_connection_asks_again()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna, Ben, Clara);
        answers.Refusals["DBGet"] = "Permission denied";
        answers.Refusals["Getvar"] = "Permission denied";
        await using var app = await StartAsync(pbx);

        await app.UntilAsync("reported", () => app.Health.Names == new NamesHealth(NamesSource.Denied, 0));

        Assert.Equal(["", "", ""], Names(app));
        Assert.True(app.Health.IsTrusted);
        answers.Refusals.Clear();
        answers.CallerIds["anna"] = "\"Anna Adler\" <1001>";
        foreach (var session in pbx.Sessions) session.Cut();
        await app.UntilAsync("named", () => Names(app) is ["Anna Adler", "", ""]);
        await app.UntilAsync("reported", () => app.Health.Names == new NamesHealth(NamesSource.Endpoints, 1));
    }

    [Fact]
    public async Task What_would_be_more_than_a_name_to_Asterisk_is_not_asked_about()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(
            Anna,
            new("from-internal", "1/cidname", "PJSIP/a)b", 0),
            new("from-internal", "a b", "PJSIP/${SHELL(id)}", 0),
            new("from-internal", "ü", "PJSIP/x/sip:1@2", 0),
            new("from-internal", "\"1\"", "PJSIP/\"q\"", 0));
        await using var app = await StartAsync(pbx);

        await app.UntilAsync("asked", () => Questions(pbx).Length == 2);
        await app.RefreshAsync();

        Assert.Equal(["DBGet AMPUSER/1001 cidname", "Getvar PJSIP_ENDPOINT(anna,callerid)"], Questions(pbx));
    }

    [Fact]
    public async Task Where_there_are_no_names_that_is_said()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Anna, Ben, Clara);
        await using var app = await StartAsync(pbx);

        await app.UntilAsync("reported", () => app.Health.Names == new NamesHealth(NamesSource.None, 0));
    }

    [Fact]
    public async Task A_name_that_has_changed_on_the_PBX_is_noticed_after_an_hour_and_not_before()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna, Clara);
        answers.Database[("AMPUSER/1001", "cidname")] = "Anna Adler";
        answers.Database[("AMPUSER/1003", "cidname")] = "Clara Clausen";
        var clock = new LeapingClock();
        var server = pbx.Options("real");
        server.Names = AmiNames.Auto;
        await using var app = await FollowedApp.StartUnfollowedAsync(server, clock);
        await app.UntilAsync("named", () => Names(app) is ["Anna Adler", "Clara Clausen"]);
        answers.Database[("AMPUSER/1001", "cidname")] = "Anna Berg";
        answers.Database.TryRemove(("AMPUSER/1003", "cidname"), out _);

        // The periodic list, after ten minutes, wakes the names as well.
        clock.Leap(TimeSpan.FromMinutes(59));
        await app.UntilAsync("verified", () => app.Health.LastResync?.Reason == ResyncReason.Check);
        Assert.Equal(["Anna Adler", "Clara Clausen"], Names(app));
        Assert.Equal(2, Questions(pbx).Length);
        clock.Leap(TimeSpan.FromMinutes(11));
        await app.UntilAsync("changed", () => Names(app) is ["Anna Berg", ""]);

        Assert.Equal(4, Questions(pbx).Length);
    }

    [Fact]
    public async Task Of_several_phones_a_name_counts_that_has_the_extension_s_number_and_a_number_is_no_name()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(
            new("from-internal", "1001", "PJSIP/1001&PJSIP/1001-mobile", 0),
            new("from-internal", "1002", "PJSIP/1002", 0),
            new("from-internal", "600", "PJSIP/1001&PJSIP/1002", 0));
        answers.CallerIds["1001"] = "\"Anna Adler\" <1001>";
        answers.CallerIds["1002"] = "\"1002\" <1002>";
        await using var app = await StartAsync(pbx);

        await app.UntilAsync("reported", () => app.Health.Names == new NamesHealth(NamesSource.Endpoints, 1));

        Assert.Equal(["Anna Adler", "", ""], Names(app));
    }

    [Theory, InlineData(16), InlineData(22)]
    [Needs(Need.Asterisk)]
    public async Task A_real_Asterisk_tells_names_to_the_least_account(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts = [new("least"), new("more", "all", "all"), new("caller", "call,system", "call")],
            Hints = [("from-internal", "1001", "PJSIP/anna"), ("from-internal", "1002", "PJSIP/ben&Custom:DND1002"), ("from-internal", "1003", "Custom:1003")],
            Endpoints = [("anna", "\"Anna Adler\" <1001>"), ("ben", "\"Ben Berg\" <1002>")],
        });

        // Without AMPUSER, the endpoints; the account of the class call may not read the database.
        await NamedAsync(asterisk, "least", new(NamesSource.Endpoints, 2), "Anna Adler", "Ben Berg", "");
        await NamedAsync(asterisk, "caller", new(NamesSource.Endpoints, 2), "Anna Adler", "Ben Berg", "");
        await asterisk.CommandAsync("database put AMPUSER/1001 cidname \"Anna of FreePBX\"");
        await asterisk.CommandAsync("database put AMPUSER/1003 cidname \"Clara Clausen\"");
        await NamedAsync(asterisk, "least", new(NamesSource.Database, 3), "Anna of FreePBX", "Ben Berg", "Clara Clausen");
        await NamedAsync(asterisk, "more", new(NamesSource.Database, 3), "Anna of FreePBX", "Ben Berg", "Clara Clausen");
    }

    private static async Task NamedAsync(RealAsterisk asterisk, string account, NamesHealth health, params string[] names)
    {
        await using var app = await FollowedApp.StartAsync(asterisk.Server(account));
        await app.UntilAsync("reported", () => app.Health.Names == health);
        Assert.Equal(names, Names(app));
    }

    private static Task<FollowedApp> StartAsync(FakeAmiServer pbx)
    {
        var server = pbx.Options("real");
        server.Names = AmiNames.Auto;
        return FollowedApp.StartAsync(server);
    }

    private static string[] Names(FollowedApp app) =>
        [.. app.Board.Rows("real").OrderBy(row => row.Key.Exten, StringComparer.Ordinal).Select(row => row.PbxName ?? "")];

    private static async Task<BoardRow> RenameAsync(FollowedApp app, string name) =>
        (await app.App.Services.GetRequiredService<ExtensionStore>()
            .RenameAsync(new("real", "from-internal", "1001"), name, null, _ => true, TestContext.Current.CancellationToken))!;

    /// <summary>The system's clock, whose timestamps leap; its timers do not.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        private long _leapt;

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _leapt);

        public void Leap(TimeSpan by) => Interlocked.Add(ref _leapt, (long)(by.TotalSeconds * TimestampFrequency));
    }

    /// <summary>What the PBX was asked about names, sorted.</summary>
    private static string[] Questions(FakeAmiServer pbx) =>
    [
        .. pbx.Sessions.SelectMany(session => session.Received.Split("\r\n\r\n"))
            .Select(action => action.Split("\r\n").Select(line => line.Split(": ", 2)).Where(line => line.Length == 2).ToLookup(line => line[0], line => line[1]))
            .Select(action => action["Action"].FirstOrDefault() switch
            {
                "DBGet" => $"DBGet {action["Family"].Single()} {action["Key"].Single()}",
                "Getvar" when !action["Variable"].Single().StartsWith("DEVICE_STATE(", StringComparison.Ordinal) => "Getvar " + action["Variable"].Single(),
                _ => null,
            })
            .OfType<string>().Order(StringComparer.Ordinal),
    ];
}
