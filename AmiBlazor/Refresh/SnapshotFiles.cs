using System.Buffers;
using AmiBlazor.Ami;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Refresh;

/// <summary>The folder of JSON files, one for each refresh, the oldest removed past the limit.</summary>
internal sealed partial class SnapshotFiles(
    IOptions<RefreshOptions> options, IHostEnvironment environment, RefreshMetrics metrics, ILogger<SnapshotFiles> logger)
{
    private const string Prefix = "ami-response-";
    private const string Suffix = ".json";
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Where the files are, absolute.</summary>
    public string Folder { get; } = Path.GetFullPath(options.Value.SnapshotFolder, environment.ContentRootPath);

    /// <summary>The name of a refresh's file: by time in the order of names, and nothing in it that came from outside.</summary>
    public static string NameFor(string connectionId) => Prefix + ConnectionId.UniquePart(connectionId) + Suffix;

    /// <summary>
    /// Writes the file of a refresh, off the caller's path. Takes over the answer and the transcript and disposes them. Never faults: what goes
    /// wrong is the message.
    /// </summary>
    public async Task<SnapshotFile> WriteAsync(RefreshResult result, PbxAnswer? answer, AmiTranscript transcript)
    {
        transcript.Seal();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            using (answer)
            using (transcript)
            {
                return await WriteAndPruneAsync(result, answer, transcript);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, result.ConnectionId, Folder, failure);
            metrics.SnapshotFileFailed();
            return new SnapshotFile(
                null, 0, $"The JSON file of this refresh could not be written to {options.Value.SnapshotFolder}: {failure.Message} The refresh itself is not touched by that.");
        }
    }

    /// <summary>The file of that name for reading; null when there is none. Only names that this class gives are looked for.</summary>
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
        Directory.CreateDirectory(Folder);
        long bytes;
        try
        {
            await using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true))
            {
                await SnapshotJson.WriteAsync(stream, result, answer, transcript);
                bytes = stream.Length;
            }

            // A name that can be seen is a file that is whole.
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
        for (var oldest = 0; oldest < names.Count - options.Value.KeepSnapshots; oldest++) File.Delete(Path.Combine(Folder, names[oldest]));
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
