using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Store;

/// <summary>
/// The process that the crash test kills: it opens a database and saves list after list, until it is killed. Before each save it says
/// what the state will be then (<c>begin ID HASH</c>), and after the save has returned it acknowledges it (<c>ack ID</c>).
/// </summary>
internal static class CrashWriter
{
    /// <summary>Arguments: this word, the database file, the seed, and <see cref="Start"/> or <see cref="GoOn"/>.</summary>
    public const string Command = "crash-writer";

    /// <summary>Opens the database as the product does.</summary>
    public const string Start = "start";

    /// <summary>
    /// Fills the board by itself: half of a process's start is EF Core making its first queries ready, and many of them take long.
    /// </summary>
    public const string GoOn = "go-on";

    private const int Extens = 400;

    public static async Task<int> RunAsync(string[] args)
    {
        var (path, seed) = (args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
        var random = new Random(seed);

        // Exit with the test that started this process: standard input closes then.
        _ = Task.Run(() =>
        {
            Console.OpenStandardInput().ReadByte();
            Environment.Exit(2);
        });
        await using var database = args[3] == Start ? await TestDatabase.OpenAsync(path) : Attach(path);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };

        // What should be, by a plain model of the rules that knows nothing of the store.
        var state = database.Board.Rows(TestData.Server).ToDictionary(row => row.Key.Exten, row => row.StatusCode, StringComparer.Ordinal);
        for (var number = 0; ; number++)
        {
            var rows = RandomRows(random, state);
            var listed = rows.ToDictionary(row => row.Exten, row => row.StatusCode, StringComparer.Ordinal);
            foreach (var exten in state.Keys) state[exten] = 4;
            foreach (var (exten, code) in listed) state[exten] = code;
            var id = string.Create(CultureInfo.InvariantCulture, $"separate-{seed}-{number}");
            await output.WriteLineAsync($"begin {id} {Hash(state)}");
            var run = TestData.Run() with { ConnectionId = id };
            await database.Store.ApplySnapshotAsync(TestData.Snapshot(TestData.Noon.AddSeconds(number), rows), run, CancellationToken.None);
            await output.WriteLineAsync($"ack {id}");
        }
    }

    private static TestDatabase Attach(string path)
    {
        var database = TestDatabase.Attach(path);
        using var connection = database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, Exten, Hint, StatusCode, Present FROM Extensions";
        using var reader = command.ExecuteReader();
        var rows = new List<BoardRow>();
        while (reader.Read())
        {
            rows.Add(TestData.BoardRow(
                reader.GetString(1), reader.GetInt32(3), id: reader.GetInt32(0), hint: reader.GetString(2), present: reader.GetBoolean(4)));
        }

        database.Board.Replace(TestData.Server, rows, new BoardPbx(TestData.Server, TestData.Noon));
        return database;
    }

    /// <summary>A number for a state, the same in every process.</summary>
    public static string Hash(IEnumerable<KeyValuePair<string, int>> state)
    {
        var text = new StringBuilder();
        foreach (var (exten, code) in state.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{exten}={code};");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    /// <summary>Many statuses change, a few extensions go, a few come.</summary>
    private static SnapshotRow[] RandomRows(Random random, Dictionary<string, int> state)
    {
        var rows = new List<SnapshotRow>(Extens);
        for (var number = 0; number < Extens; number++)
        {
            var exten = (10000 + number).ToString(CultureInfo.InvariantCulture);
            if (random.Next(50) != 0)
                rows.Add(TestData.Row(exten, random.Next(3) == 0 ? 1 << random.Next(5) : state.GetValueOrDefault(exten)));
        }

        // One that was never there before, so that every save also adds.
        rows.Add(TestData.Row("new-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), 0));
        return [.. rows];
    }
}
