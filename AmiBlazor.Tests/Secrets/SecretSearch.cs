using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace AmiBlazor.Tests.Secrets;

/// <summary>Looks for <see cref="Canary"/> in what one application, process or page leaves behind. Members may be called from any thread.</summary>
internal sealed class SecretSearch
{
    private const int ChunkBytes = 1 << 20;

    private static readonly byte[] Utf8 = Encoding.UTF8.GetBytes(Canary.Word);

    // Without its last zero, so that it is found in either order of bytes.
    private static readonly byte[] Utf16 = Encoding.Unicode.GetBytes(Canary.Word)[..^1];

    private readonly ConcurrentQueue<string> _findings = new();

    /// <summary>Where something was found, without what it was.</summary>
    public IReadOnlyCollection<string> Findings => _findings;

    /// <param name="place">The kind of place.</param>
    /// <param name="where">Names it to a person.</param>
    /// <param name="text">What is there; null for nothing.</param>
    public void Text(SearchedPlace place, string where, string? text)
    {
        var started = Stopwatch.GetTimestamp();
        if (text is not null && text.Contains(Canary.Word, StringComparison.OrdinalIgnoreCase)) Find(where);
        SecretSearchTotals.Add(place, sizeof(char) * (text?.Length ?? 0), Stopwatch.GetElapsedTime(started));
    }

    /// <inheritdoc cref="Text"/>
    public void Bytes(SearchedPlace place, string where, ReadOnlySpan<byte> bytes)
    {
        var started = Stopwatch.GetTimestamp();
        if (IndexIn(bytes) is var at and >= 0) Find(At(where, at));
        SecretSearchTotals.Add(place, bytes.Length, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Every line, the exceptions included.</summary>
    public void Logs(IEnumerable<FakeLogRecord> lines)
    {
        foreach (var line in lines)
        {
            var id = line.Id;
            var where = string.Create(CultureInfo.InvariantCulture, $"the log, {line.Level} of {line.Category}, event {id.Id} {id.Name}");
            Text(SearchedPlace.LogLine, where, line.Exception is null ? line.Message : line.Message + line.Exception);
        }
    }

    /// <summary>Every file in a folder and below it, as it lies on the disk. A folder that is not there has none.</summary>
    public void Folder(string folder)
    {
        if (!Directory.Exists(folder)) return;

        // The lock of a database is an empty file that nobody else can open.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0))
            File(file, "the file " + Path.GetRelativePath(folder, file));
    }

    /// <summary>Fails the test that ends where something was found.</summary>
    /// <exception cref="SecretFoundException">Something was found.</exception>
    public void AssertNothingFound()
    {
        // Findings are removed, so that a double dispose, such as of a page by its test and its browser, fails only once.
        var found = new List<string>();
        while (_findings.TryDequeue(out var finding)) found.Add(finding);
        if (found.Count == 0) return;
        SecretSearchTotals.Found(found.Count);
        throw new SecretFoundException(found);
    }

    private static int IndexIn(ReadOnlySpan<byte> bytes) => bytes.IndexOf(Utf8) is var at and >= 0 ? at : bytes.IndexOf(Utf16);

    private void Find(string where) => _findings.Enqueue(where.Replace(Canary.Word, "…", StringComparison.OrdinalIgnoreCase));

    private static string At(string where, long at) => string.Create(CultureInfo.InvariantCulture, $"{where}, byte {at}");

    private void File(string path, string where)
    {
        var started = Stopwatch.GetTimestamp();
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        long before = 0;
        try
        {
            // The program may still hold it.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var kept = 0;
            while (stream.Read(buffer, kept, buffer.Length - kept) is var count and > 0)
            {
                var bytes = buffer.AsSpan(0, kept + count);
                if (IndexIn(bytes) is var at and >= 0)
                {
                    Find(At(where, before + at));
                    break;
                }

                // What the next chunk may continue.
                kept = Math.Min(bytes.Length, Utf16.Length - 1);
                bytes[^kept..].CopyTo(buffer);
                before += bytes.Length - kept;
            }
        }
        catch (FileNotFoundException)
        {
            // SQLite removed it, with the last connection of a program that is ending: what is gone holds nothing.
            return;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        SecretSearchTotals.Add(SearchedPlace.File, before, Stopwatch.GetElapsedTime(started));
    }
}
