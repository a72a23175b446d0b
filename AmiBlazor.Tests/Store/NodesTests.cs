using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>Two nodes on one database, of which one follows the PBX: what either writes is on the boards of both, and nothing is written twice.</summary>
[Needs(Need.PostgreSql)]
public sealed class NodesTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-nodes-").FullName;
    private readonly List<TestDatabase> _nodes = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        TestFolder.Delete(_folder);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_owner_writes_is_on_the_other_board(bool isPostgreSql)
    {
        var (owner, guest) = await StartAsync(isPostgreSql);

        await ApplyAsync(owner, 8);

        Assert.True(await FollowAsync(owner, guest));
        Assert.Equal(owner.Board.Rows(Server), guest.Board.Rows(Server));
        Assert.Equal(8, Assert.Single(guest.Board.Rows(Server)).StatusCode);
        Assert.Equal(owner.Board.Pbx(Server), guest.Board.Pbx(Server));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_missed_something_notices_and_is_right_after_mending(bool isPostgreSql)
    {
        var (owner, guest) = await StartAsync(isPostgreSql);
        await ApplyAsync(owner, 8);
        Commits(owner).Clear();
        await ApplyAsync(owner, 1);

        Assert.False(await FollowAsync(owner, guest));
        await guest.Store.MendAsync(Server, owner.Store.HeadOf(Server).Sequence, TestContext.Current.CancellationToken);

        Assert.Equal(owner.Board.Rows(Server), guest.Board.Rows(Server));
        await ApplyAsync(owner, 2);
        Assert.True(await FollowAsync(owner, guest));
        Assert.Equal(2, Assert.Single(guest.Board.Rows(Server)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_given_at_the_other_node_takes_nothing_over(bool isPostgreSql)
    {
        var (owner, guest) = await StartAsync(isPostgreSql);
        await ApplyAsync(owner, 8);
        await FollowAsync(owner, guest);

        await RenameAsync(guest, "Anna");

        Assert.True(await FollowAsync(guest, owner));
        Assert.Equal("Anna", Assert.Single(owner.Board.Rows(Server)).Name);
        await ApplyAsync(owner, 1);
        Assert.Equal("Anna", Assert.Single(owner.Board.Rows(Server)).Name);
        Assert.Equal(1, owner.Store.HeadOf(Server).Epoch);
        await owner.AssertConsistentAsync();
    }

    [Fact]
    public async Task Names_given_beside_a_busy_owner_are_all_kept()
    {
        var (owner, guest) = await StartAsync(isPostgreSql: true);
        await ApplyAsync(owner, 0);
        await FollowAsync(owner, guest);
        var busy = BusyAsync();

        for (var number = 0; number < 20; number++)
        {
            await RenameAsync(guest, $"Anna {number}");
            await FollowAsync(guest, owner);
        }

        await busy;
        await owner.Store.MendAsync(Server, long.MaxValue, TestContext.Current.CancellationToken);
        Assert.Equal("Anna 19", Assert.Single(owner.Board.Rows(Server)).Name);
        await owner.AssertConsistentAsync();

        async Task BusyAsync()
        {
            // As a main connection does whose PBX tells changes all the time.
            for (var code = 0; code < 40; code++)
            {
                await ApplyAsync(owner, code % 2);
                await FollowAsync(owner, guest);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_gives_a_PBX_away_writes_no_more_states_and_may_have_it_back(bool isPostgreSql)
    {
        var (first, second) = await StartAsync(isPostgreSql);
        await ApplyAsync(first, 8);
        await FollowAsync(first, second);
        await second.Store.OwnAsync(Server, hasHeardAhead: false, TestContext.Current.CancellationToken);
        await ApplyAsync(second, 1);

        await Assert.ThrowsAsync<FencedException>(() => ApplyAsync(first, 2));
        Assert.True(first.Store.HeadOf(Server).IsFenced);
        await first.Store.DisownAsync(Server, TestContext.Current.CancellationToken);
        await first.Store.MendAsync(Server, second.Store.HeadOf(Server).Sequence, TestContext.Current.CancellationToken);
        Assert.Equal(1, Assert.Single(first.Board.Rows(Server)).StatusCode);

        await first.Store.OwnAsync(Server, hasHeardAhead: false, TestContext.Current.CancellationToken);
        await ApplyAsync(first, 2);
        await Assert.ThrowsAsync<FencedException>(() => ApplyAsync(second, 4));
        await first.AssertConsistentAsync();
    }

    private static Task<StoreResult> ApplyAsync(TestDatabase node, int code) =>
        node.Store.ApplySnapshotAsync(Snapshot(Row("1001", code)), Run(), TestContext.Current.CancellationToken);

    private static Task RenameAsync(TestDatabase node, string name) =>
        node.Store.RenameAsync(new(Server, Context, "1001"), name, null, _ => true, TestContext.Current.CancellationToken);

    private static List<PbxCommit> Commits(TestDatabase node) => node.Service<Observer>().Commits;

    /// <summary>Tells one node what another has written.</summary>
    private static async Task<bool> FollowAsync(TestDatabase from, TestDatabase to)
    {
        PbxCommit[] commits;
        lock (Commits(from))
        {
            commits = [.. Commits(from)];
            Commits(from).Clear();
        }

        var isWhole = true;
        foreach (var commit in commits) isWhole &= await to.Store.TryFollowAsync(commit, TestContext.Current.CancellationToken);
        return isWhole;
    }

    private async Task<(TestDatabase Owner, TestDatabase Guest)> StartAsync(bool isPostgreSql)
    {
        if (isPostgreSql) Requirements.PostgreSql();
        var (file, database) = (Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".db"), isPostgreSql ? server.NewDatabase() : "");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var observer = new Observer();
            var node = isPostgreSql
                ? await TestDatabase.ConnectAsync(database, builder => builder.Services.AddSingleton(observer).AddSingleton<ICommitObserver>(observer))
                : await TestDatabase.OpenAsync(file, configure: builder => builder.Services.AddSingleton(observer).AddSingleton<ICommitObserver>(observer));
            node.LetGo();
            _nodes.Add(node);
        }

        await _nodes[0].Store.OwnAsync(Server, hasHeardAhead: false, TestContext.Current.CancellationToken);
        return (_nodes[0], _nodes[1]);
    }

    private sealed class Observer : ICommitObserver
    {
        public List<PbxCommit> Commits { get; } = [];

        public void Committed(PbxCommit commit)
        {
            lock (Commits) Commits.Add(commit);
        }
    }
}
