using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Tests.Support;

/// <summary>Valid values, with defaults for what a test does not care about.</summary>
internal static class TestData
{
    public const string Server = "main";

    public const string Context = "from-internal";

    /// <summary>A winter morning, in UTC.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static int _runs;

    public static SnapshotRow Row(string exten = "1001", int code = 0, string context = Context, string? hint = null) =>
        new(context, exten, hint ?? "PJSIP/" + exten, code);

    /// <summary>The given number of rows, from exten 10000 on, all with the same code.</summary>
    public static SnapshotRow[] Rows(int count, int code = 0)
    {
        var rows = new SnapshotRow[count];
        for (var number = 0; number < count; number++)
            rows[number] = Row((10000 + number).ToString(CultureInfo.InvariantCulture), code);
        return rows;
    }

    public static ExtensionSnapshot Snapshot(params SnapshotRow[] rows) => Snapshot(Noon, rows);

    public static ExtensionSnapshot Snapshot(DateTimeOffset listSentAt, params SnapshotRow[] rows) => new(Server, listSentAt, [], rows);

    public static RunRecord Run(RefreshOutcome outcome = RefreshOutcome.Completed, string server = Server, DateTimeOffset? endedAt = null, string? error = null)
    {
        var id = "separate-1703123456789-" + Interlocked.Increment(ref _runs).ToString("x9", CultureInfo.InvariantCulture);
        var ended = endedAt ?? Noon.AddSeconds(1);
        return new RunRecord(id, server, "anna", ended.AddSeconds(-1), ended, outcome, Rows: 1, Bytes: 125, error, SnapshotFile: null);
    }

    /// <summary>An actor, as named in the audit.</summary>
    public static Actor Asker(string name = "anna") => new(name, Actor.Account, Address: null);

    /// <summary>The result of a list that was compared with a followed board and changed nothing.</summary>
    public static StoreResult Verified(int differing) =>
        new(2_000, 0, 0, 0, []) { Verification = new BoardVerification(Noon, ChangeSource.Refresh, 2_000, differing, differing) };

    public static BoardRow BoardRow(
        string exten = "1001", int code = 0, string context = Context, string server = Server, string? name = null, string? department = null,
        bool present = true, int id = 1, string? hint = null) =>
        new(id, new ExtensionKey(server, context, exten), hint ?? "PJSIP/" + exten, name, department, code, present, Noon, LastStatusChange: null, Noon);
}
