using System.Globalization;
using AmiBlazor.Benchmarks.Hosting;
using Microsoft.Data.Sqlite;

namespace AmiBlazor.Benchmarks.Soaking;

/// <summary>The application's database file, opened read-only from outside.</summary>
internal sealed class SoakDatabase : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;

    public SoakDatabase(string path)
    {
        _path = path;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString());
        _connection.Open();
    }

    /// <summary>Bytes of the file and its write-ahead log.</summary>
    public (long File, long Log) Sizes => (new FileInfo(_path).Length, new FileInfo(_path + "-wal") is { Exists: true } log ? log.Length : 0);

    /// <summary>Changes in the history, without the first state of each extension.</summary>
    public long Changes() => Number("SELECT COUNT(*) FROM StatusChanges WHERE FromCode IS NOT NULL");

    /// <summary>The id of the newest change; 0 if there is none.</summary>
    public long LastChange() => Number("SELECT IFNULL(MAX(Id), 0) FROM StatusChanges");

    /// <summary>The number of changes that did not come from an event.</summary>
    public long ChangesWithoutEvent() => Number("SELECT COUNT(*) FROM StatusChanges WHERE FromCode IS NOT NULL AND Source <> 'live'");

    /// <summary>The number of refreshes, the sum of their differing rows, and the number of refreshes without that measurement.</summary>
    public (long Runs, long Differing, long Unmeasured) Truth() => (
        Number("SELECT COUNT(*) FROM RefreshRuns WHERE Outcome = 'completed'"),
        Number("SELECT IFNULL(SUM(Differing), 0) FROM RefreshRuns"),
        Number("SELECT COUNT(*) FROM RefreshRuns WHERE Differing IS NULL"));

    public long Gaps() => Number("SELECT COUNT(*) FROM Gaps WHERE Server = '" + MeasuredApp.Server + "'");

    /// <summary>The states of each extension in order; true if every change starts at the state of the previous one.</summary>
    public Dictionary<(string Context, string Exten), (List<int> States, bool Joined)> History()
    {
        var all = new Dictionary<(string, string), (List<int> States, bool Joined)>();
        using var command = Command(
            "SELECT e.Context, e.Exten, c.FromCode, c.ToCode FROM StatusChanges c JOIN Extensions e ON e.Id = c.ExtensionId ORDER BY c.ExtensionId, c.Id");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var key = (reader.GetString(0), reader.GetString(1));
            var (states, joined) = all.TryGetValue(key, out var known) ? known : ([], true);
            int? before = states.Count == 0 ? null : states[^1];
            joined &= before == (reader.IsDBNull(2) ? null : reader.GetInt32(2));
            states.Add(reader.GetInt32(3));
            all[key] = (states, joined);
        }

        return all;
    }

    /// <summary>The status of each extension.</summary>
    public Dictionary<(string Context, string Exten), int> Statuses()
    {
        var all = new Dictionary<(string, string), int>();
        using var command = Command("SELECT Context, Exten, StatusCode FROM Extensions WHERE Present");
        using var reader = command.ExecuteReader();
        while (reader.Read()) all.Add((reader.GetString(0), reader.GetString(1)), reader.GetInt32(2));
        return all;
    }

    public void Dispose() => _connection.Dispose();

    private long Number(string text)
    {
        using var command = Command(text);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private SqliteCommand Command(string text)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // All statements are constants of this class.
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }
}
