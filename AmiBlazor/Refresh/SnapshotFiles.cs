using System.Buffers;
using AmiBlazor.Ami;
using AmiBlazor.Data.Files;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Refresh;

/// <summary>The folder of JSON files, one for each refresh, the oldest removed past the limit.</summary>
internal sealed partial class SnapshotFiles(
    IOptions<RefreshOptions> options, IHostEnvironment environment, RefreshMetrics metrics, ILogger<SnapshotFiles> logger)
{
    private const string Prefix = "ami-response-";
    private const string Suffix = ".json";
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The absolute path of the folder.</summary>
    public string Folder { get; } = Path.GetFullPath(options.Value.SnapshotFolder, environment.ContentRootPath);

    /// <summary>The name of a refresh's file: sorts by time, and contains nothing that came from outside.</summary>
    public static string NameFor(string connectionId) => Prefix + ConnectionId.UniquePart(connectionId) + Suffix;

    /// <summary>
    /// Writes the file of a refresh in the background. Takes ownership of the answer and the transcript and disposes them. Never faults: the result
    /// says what went wrong.
    /// </summary>
    public async Task<SnapshotFile> WriteAsync(RefreshResult result, PbxAnswer? answer, AmiTranscript transcript)
    {
        transcript.Seal();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            using (answer)
            using (transcript) return await WriteAndPruneAsync(result, answer, transcript);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, result.ConnectionId, Folder, failure);
            metrics.SnapshotFileFailed();
            return new SnapshotFile(
                null, 0, $"The JSON file of this refresh could not be written to {options.Value.SnapshotFolder}: {failure.Message} The refresh itself is not affected.");
        }
    }

    /// <summary>Opens the file of that name for reading; null if there is none. Only names that this class generates are accepted.</summary>
    public FileStream? Open(string fileName)
    {
        if (!IsOurs(fileName)) return null;
        try
        {
            return new FileStream(Path.Combine(Folder, fileName), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 16 * 1024, useAsync: true);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>True while the file of that name is kept.</summary>
    public bool Has(string? fileName) => fileName is not null && IsOurs(fileName) && File.Exists(Path.Combine(Folder, fileName));

    private async Task<SnapshotFile> WriteAndPruneAsync(RefreshResult result, PbxAnswer? answer, AmiTranscript transcript)
    {
        var name = NameFor(result.ConnectionId);
        var path = Path.Combine(Folder, name);
        var unfinished = path + ".unfinished";
        PrivateFiles.MakeFolder(Folder);
        long bytes;
        try
        {
            File.Delete(unfinished);
            await using (var stream = PrivateFiles.Create(unfinished))
            {
                await SnapshotJson.WriteAsync(stream, result, answer, transcript);
                bytes = stream.Length;
            }

            // Renamed when it is complete, so that no reader sees half a file.
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }

        Prune();
        return new SnapshotFile(name, bytes, $"Saved as {name}.");
    }

    private void Prune()
    {
        var names = Directory.EnumerateFiles(Folder, Prefix + "*" + Suffix).Select(Path.GetFileName).OfType<string>().Where(IsOurs).ToList();
        names.Sort(StringComparer.Ordinal);
        for (var oldest = 0; oldest < names.Count - options.Value.KeepSnapshots; oldest++)
            File.Delete(Path.Combine(Folder, names[oldest]));
    }

    private static bool IsOurs(string name) =>
        name.Length <= 100
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix, StringComparison.Ordinal)
        && name.AsSpan(0, name.Length - Suffix.Length).IndexOfAnyExcept(NameCharacters) < 0;

    private static partial class Log
    {
        [LoggerMessage(3010, LogLevel.Warning, "The JSON file of refresh {ConnectionId} could not be written to {Folder}.", EventName = "SnapshotFileNotWritten")]
        public static partial void NotWritten(ILogger logger, string connectionId, string folder, Exception failure);
    }
}
