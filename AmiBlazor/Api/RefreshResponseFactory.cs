using System.Diagnostics;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Refresh;

namespace AmiBlazor.Api;

/// <summary>Converts the result of a refresh to the documented response.</summary>
internal sealed class RefreshResponseFactory(LiveBoard board, TimeProvider time)
{
    /// <summary>How long a response waits for the JSON file, which is written in the background.</summary>
    private static readonly TimeSpan FilePatience = TimeSpan.FromSeconds(2);

    private static readonly JsonFileResponse NotForHim = new(null, null, "The JSON file covers the whole PBX, but your account is limited to certain departments.");

    /// <summary>The HTTP status for the result of a refresh.</summary>
    public static int StatusOf(RefreshResult result) => result.Succeeded
        ? StatusCodes.Status200OK
        : result.Failure switch
        {
            RefreshFailure.Pbx => StatusCodes.Status502BadGateway,
            RefreshFailure.Deadline => StatusCodes.Status504GatewayTimeout,
            RefreshFailure.Stopped => StatusCodes.Status409Conflict,
            RefreshFailure.Database => StatusCodes.Status503ServiceUnavailable,
            RefreshFailure.Internal => StatusCodes.Status500InternalServerError,
            _ => throw new UnreachableException($"A refresh that did not succeed has a cause: {result.Outcome}."),
        };

    /// <summary>The data of the body for one PBX.</summary>
    /// <param name="result">The result of the refresh.</param>
    /// <param name="joined">Whether it was already running when the caller asked for one.</param>
    /// <param name="scope">The caller's scope, which may exclude extensions of the PBX.</param>
    /// <param name="changedOnly">True for changed and added extensions only; false for all.</param>
    /// <param name="cancellationToken">Ends the wait for the file.</param>
    public async Task<RefreshData> DataAsync(RefreshResult result, bool joined, ExtensionScope scope, bool changedOnly, CancellationToken cancellationToken)
    {
        return new RefreshData
        {
            Success = result.Succeeded,
            Message = result.Message,
            Detail = scope.IncludesAllDepartments ? result.PbxWords : null,
            ConnectionId = result.ConnectionId,
            Server = result.Server,
            Outcome = result.Outcome.Word(),
            Joined = joined,
            ExtensionsChecked = result.Saved?.Known ?? board.Rows(result.Server).Count,
            Changed = result.Saved?.Changed ?? 0,
            Differing = result.Saved?.Differing,
            Added = result.Saved?.Added ?? 0,
            MarkedOffline = result.Saved?.MarkedOffline ?? 0,
            LastQueryTime = result.StartedAt,
            DurationMs = Milliseconds(result.Duration),
            Warning = result.Warning,
            Statistics = Statistics([result.Statistics]),
            Results = Results(result, scope, changedOnly),
            JsonFile = scope.IncludesAllDepartments ? await FileAsync(result, cancellationToken) : NotForHim,
        };
    }

    /// <summary>The data of the body for every PBX.</summary>
    public async Task<RefreshAllData> DataAsync(
        IReadOnlyList<(RefreshResult Result, bool Joined)> answers, ExtensionScope scope, bool changedOnly, CancellationToken cancellationToken)
    {
        var servers = await Task.WhenAll(answers.Select(answer => DataAsync(answer.Result, answer.Joined, scope, changedOnly, cancellationToken)));
        return new RefreshAllData(
            servers.Sum(server => server.ExtensionsChecked),
            servers.Sum(server => server.Changed),
            servers.Any(server => server.Differing is not null) ? servers.Sum(server => server.Differing) : null,
            servers.Sum(server => server.Added),
            servers.Sum(server => server.MarkedOffline),
            servers.Min(server => server.LastQueryTime),
            servers.Max(server => server.DurationMs),
            Statistics([.. answers.Select(answer => answer.Result.Statistics)]),
            servers);
    }

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);

    private static StatisticsResponse Statistics(IReadOnlyList<RefreshStatistics> of) => new(
        of.Sum(one => one.SuccessfulQueries),
        of.Sum(one => one.FailedQueries),
        of.Sum(one => one.ExtensionsFound),
        of.Sum(one => one.RowsOutsideContexts),
        of.Sum(one => one.TotalEvents),
        of.Sum(one => one.ExtensionEvents),
        of.Sum(one => one.BufferSize),
        of.All(one => one.CompletionEventDetected),
        string.Join("; ", of.Select(one => one.QueryFormat).Distinct(StringComparer.Ordinal)));

    private List<ResultResponse> Results(RefreshResult result, ExtensionScope scope, bool changedOnly)
    {
        if (!result.Succeeded) return [];

        var changed = result.Saved?.ChangedRows ?? [];
        if (changedOnly)
            return InOrder(changed.Where(row => Sees(row.Row)).Select(row => Result(row.Row, row.PreviousCode)));

        var previous = changed.ToDictionary(row => row.Row.Id, row => row.PreviousCode);
        return InOrder(board.Rows(result.Server).Where(Sees)
            .Select(row => Result(row, previous.TryGetValue(row.Id, out var code) ? code : row.StatusCode)));

        bool Sees(BoardRow row) => scope.Includes(row.Key.Server, row.Department);
    }

    private static List<ResultResponse> InOrder(IEnumerable<ResultResponse> rows) =>
        [.. rows.OrderBy(row => row.Context, StringComparer.Ordinal).ThenBy(row => row.Extension, StringComparer.Ordinal)];

    private static ResultResponse Result(BoardRow row, int? previousCode) => new(
        row.Key.Server,
        row.Key.Context,
        row.Key.Exten,
        row.Hint,
        row.Status.Word(),
        row.AmiCode,
        ExtensionStatusExtensions.DeviceStateOf(row.StatusCode),
        previousCode is { } code ? ExtensionStatusExtensions.FromCode(code).Word() : null);

    private async Task<JsonFileResponse> FileAsync(RefreshResult result, CancellationToken cancellationToken)
    {
        if (result.File is null) return new JsonFileResponse(null, null, "No JSON file: nothing had been received.");

        try
        {
            var file = await result.File.WaitAsync(FilePatience, time, cancellationToken);
            return new JsonFileResponse(file.FileName, file.FileName is null ? null : FileSize.Text(file.Bytes), file.Message);
        }
        catch (TimeoutException)
        {
            return new JsonFileResponse(null, null, "The JSON file is still being written.");
        }
    }
}
