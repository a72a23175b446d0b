using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using AmiBlazor.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AmiBlazor.Tests.Store;

/// <summary>kill -9 in the middle of saves: no acknowledged refresh is lost, and no half one exists.</summary>
[Needs(Need.Time)]
public sealed class CrashTests(ITestOutputHelper output)
{
    // Two writers at a time, each with a database of its own that the next one goes on with: 60 kills in all, 200 in the long run.
    private const int Lanes = 2;
    private static readonly int KillsOfALane = LongRun.Of(usual: 3, full: 100);

    // Mostly the starts of processes: two hundred take about a minute on two quiet cores.
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task No_acknowledged_refresh_is_lost_and_no_half_one_exists_however_often_the_process_is_killed()
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-crash-").FullName;
        var watch = Stopwatch.StartNew();
        try
        {
            var lanes = Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => RunLaneAsync(Path.Combine(folder, $"{lane}.db"), lane)));
            var results = await Task.WhenAll(lanes).WaitAsync(LongEnough, TestContext.Current.CancellationToken);

            var sum = results.Aggregate((a, b) => a + b);
            output.WriteLine(
                $"{sum.Kills} kills in {watch.Elapsed.TotalSeconds:F0} s: {sum.Acknowledged} acknowledged refreshes, all there; " +
                $"{sum.Open} killed in an open one, of which {sum.OpenButSaved} had been committed.");
            Assert.Equal(Lanes * KillsOfALane, sum.Kills);
            Assert.InRange(sum.Open, sum.Kills / 4, sum.Kills);
        }
        finally
        {
            TestFolder.Delete(folder);
        }
    }

    private static async Task<Tally> RunLaneAsync(string path, int lane)
    {
        var random = new Random(lane);
        var replay = new Replay();
        var tally = new Tally(0, 0, 0, 0);
        for (var kill = 0; kill < KillsOfALane; kill++)
        {
            var words = await RunAndKillAsync(path, seed: (lane * 100_000) + kill, kill % 10 == 0 ? CrashWriter.Start : CrashWriter.GoOn, random);
            tally += Check(path, words, replay);
        }

        // And the product itself finds it in order.
        await using var database = await TestDatabase.OpenAsync(path);
        await database.AssertConsistentAsync();
        return tally;
    }

    /// <summary>Lets a writer save a few lists, kills it at some moment of the next, and returns all that it said.</summary>
    private static async Task<List<string>> RunAndKillAsync(string path, int seed, string how, Random random)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "AmiBlazor.Tests"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { CrashWriter.Command, path, seed.ToString(CultureInfo.InvariantCulture), how })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            var words = new List<string>();
            var acknowledgements = random.Next(1, 6);
            while (acknowledgements > 0)
            {
                var line = await process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().InTime();
                words.Add(line ?? throw new InvalidOperationException("The writer ended by itself."));
                if (line.StartsWith("ack ", StringComparison.Ordinal)) acknowledgements--;
            }

            // A save takes some milliseconds: anywhere within the next one. No timer is that fine.
            var moment = Stopwatch.GetTimestamp() + (long)(random.NextDouble() * 0.012 * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < moment) Thread.SpinWait(20);
            process.Kill();
            while (await process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().InTime() is { } line)
                words.Add(line);
            return words;
        }
        finally
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None).InTime();
        }
    }

    private static Tally Check(string path, List<string> words, Replay replay)
    {
        var begun = words.Select(line => line.Split(' ')).Where(line => line is ["begin", _, _])
            .ToDictionary(line => line[1], line => line[2], StringComparer.Ordinal);
        var acknowledged = words.Select(line => line.Split(' ')).Where(line => line is ["ack", _]).Select(line => line[1]).ToList();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        Assert.Equal("ok", Rows(connection, "PRAGMA integrity_check", row => row.GetString(0)).Single());
        Assert.Empty(Rows(connection, "PRAGMA foreign_key_check", row => row.GetString(0)));

        // Every acknowledged run is there, and at most the one that was open besides; after each the history gives exactly what was
        // announced.
        var runs = Rows(
            connection, $"SELECT Id, ConnectionId, ExtensionsChecked FROM RefreshRuns WHERE Id > {replay.LastRun} ORDER BY Id",
            row => (Id: row.GetInt32(0), ConnectionId: row.GetString(1), Known: row.GetInt32(2)));
        Assert.Equal(acknowledged, runs.Take(acknowledged.Count).Select(run => run.ConnectionId));
        var open = begun.Keys.Except(acknowledged).ToList();
        Assert.InRange(open.Count, 0, 1);
        Assert.Equal(open.Take(runs.Count - acknowledged.Count), runs.Skip(acknowledged.Count).Select(run => run.ConnectionId));
        foreach (var run in runs)
        {
            foreach (var (exten, from, to) in Rows(
                connection, $"SELECT e.Exten, c.FromCode, c.ToCode FROM StatusChanges c JOIN Extensions e ON e.Id = c.ExtensionId WHERE c.RunId = {run.Id} ORDER BY c.Id",
                row => (row.GetString(0), row.IsDBNull(1) ? (int?)null : row.GetInt32(1), row.GetInt32(2))))
            {
                Assert.Equal(replay.Codes.TryGetValue(exten, out var before) ? before : (int?)null, from);
                replay.Codes[exten] = to;
            }

            Assert.Equal(run.Known, replay.Codes.Count);
            Assert.Equal(begun[run.ConnectionId], CrashWriter.Hash(replay.Codes));
            replay.LastRun = run.Id;
        }

        // No row without its history, none with another status than its history's.
        var rows = Rows(connection, "SELECT Exten, StatusCode FROM Extensions", row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1)));
        Assert.Equal(replay.Codes.OrderBy(pair => pair.Key, StringComparer.Ordinal), rows.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        return new Tally(1, acknowledged.Count, open.Count, runs.Count - acknowledged.Count);
    }

    private static List<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The statuses that the history of a database led to, as far as it has been read.</summary>
    private sealed class Replay
    {
        public Dictionary<string, int> Codes { get; } = new(StringComparer.Ordinal);

        public int LastRun { get; set; }
    }

    private sealed record Tally(int Kills, int Acknowledged, int Open, int OpenButSaved)
    {
        public static Tally operator +(Tally a, Tally b) =>
            new(a.Kills + b.Kills, a.Acknowledged + b.Acknowledged, a.Open + b.Open, a.OpenButSaved + b.OpenButSaved);
    }
}
