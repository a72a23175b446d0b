using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.People;

/// <summary>Says of each line of a file what it would do to the extensions as they are at one moment.</summary>
internal sealed class ImportJudge
{
    private const int MaxShown = 80;

    private readonly ExtensionScope _scope;
    private readonly ILookup<string, BoardRow> _rows;

    // The line that was about an extension first, by the extension's id.
    private readonly Dictionary<int, int> _seen = [];

    // Most departments repeat.
    private readonly Dictionary<string, string> _departments = new(StringComparer.Ordinal);

    public ImportJudge(BoardSnapshot snapshot, ExtensionScope scope)
    {
        _scope = scope;
        _rows = snapshot.Rows().Where(row => scope.Includes(row.Key.Server, row.Department)).ToLookup(row => row.Key.Exten, StringComparer.Ordinal);
    }

    /// <summary>Judges a line as it was read.</summary>
    public ImportLine Judge(ImportRequest request)
    {
        var exten = request.Exten is { Length: > MaxShown } ? string.Concat(request.Exten.AsSpan(0, MaxShown), "…") : request.Exten ?? "";
        if (request.Problem is not null) return Without(ImportResult.Wrong, request.Problem);
        if (request.Exten is null) return Without(ImportResult.Wrong, $"The extension is missing.");
        var rows = _rows[request.Exten].Where(row => Fits(request.Server, row.Key.Server) && Fits(request.Context, row.Key.Context)).Take(2).ToList();
        return rows switch
        {
            [] => Without(ImportResult.Unknown, problem: null),
            [var row] when !_seen.TryAdd(row.Id, request.Number) =>
                Without(ImportResult.Duplicate, $"Line {_seen[row.Id]:N0} is about the same extension.") with { Exten = row.Key.Exten },
            [var row] => Judge(new ImportLine(request.Number, ImportResult.Same, row.Key.Exten, row, Shared(request.Wishes, row), default, Problem: null)),
            _ => Without(ImportResult.Wrong, $"There is more than one extension {exten}. Say which by the columns pbx and context."),
        };

        ImportLine Without(ImportResult result, FormattableString? problem) =>
            new(request.Number, result, exten, Row: null, default, default, problem);
    }

    /// <summary>Judges a line once more that was judged before.</summary>
    public ImportLine JudgeAgain(ImportLine line)
    {
        if (line.Row is not { } then) return line;
        return _rows[then.Key.Exten].FirstOrDefault(row => row.Id == then.Id) is { } now
            ? Judge(line with { Row = now })
            : line with { Result = ImportResult.Unknown, Row = null, Problem = null };
    }

    private static bool Fits(string? named, string actual) => named is null || string.Equals(named, actual, StringComparison.Ordinal);

    private ImportLine Judge(ImportLine line)
    {
        var before = PersonDetails.Of(line.Row!);
        var after = line.Wishes.On(line.Row!);
        if (after == before) return line with { Result = ImportResult.Same, After = before, Problem = null };
        if ((after.Problem() ?? PersonEditor.ScopeProblem(_scope, after.Department)) is { } problem)
            return line with { Result = ImportResult.Wrong, After = before, Problem = problem.Sentence };
        return line with { Result = before.IsEmpty ? ImportResult.New : ImportResult.Changed, After = after, Problem = null };
    }

    /// <summary>The same wishes with the strings that are in memory anyway: a file mostly repeats what there is.</summary>
    private ImportWishes Shared(ImportWishes wishes, BoardRow row) => new(
        Same(wishes.Name, row.Name),
        Same(wishes.Department, row.Department) is { Length: > 0 } department ? _departments.TryAdd(department, department) ? department : _departments[department] : wishes.Department,
        Same(wishes.Note, row.Note),
        Same(wishes.Email, row.Email));

    private static string? Same(string? wish, string? now) => string.Equals(wish, now, StringComparison.Ordinal) ? now : wish;
}
