using System.Text.Json;
using AmiBlazor.Data.Files;
using AmiBlazor.Data.Sqlite;

namespace AmiBlazor.Data;

/// <summary>
/// Keeps a SQLite database for one process: a file beside it that is held open and locked, which the system releases however the process ends. A second
/// file says who holds it, because a locked file cannot be read on every system.
/// </summary>
internal sealed class OwnerFile : IDisposable
{
    private const string LockSuffix = ".lock";
    private const string NoteSuffix = ".owner";

    // Linux, macOS: EWOULDBLOCK of flock(2). Windows: ERROR_SHARING_VIOLATION.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _lock;
    private readonly string _note;

    private OwnerFile(FileStream held, string note)
    {
        _lock = held;
        _note = note;
    }

    /// <summary>Takes the database at a path. Its folder must exist.</summary>
    /// <returns>What holds it until it is disposed; or who else holds it.</returns>
    /// <exception cref="IOException">The file beside the database cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write beside the database.</exception>
    public static (OwnerFile? Taken, DatabaseOwner? Other) Take(string database, DatabaseOwner self)
    {
        // By another name it is the same database.
        var path = SqliteFile.Resolve(database);

        // The file is not deleted at the end: a process that had just opened it would then hold another lock than the next one.
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = PrivateFiles.File;
        FileStream held;
        try
        {
            held = new FileStream(path + LockSuffix, options);
        }
        catch (IOException failure) when (HeldByAnother.Contains(failure.HResult))
        {
            return (null, Read(path + NoteSuffix));
        }

        try
        {
            Write(path + NoteSuffix, self);
            return (new OwnerFile(held, path + NoteSuffix), null);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Whether a process has taken the database at a path. Nothing is created there.</summary>
    public static bool IsTaken(string database)
    {
        var path = SqliteFile.Resolve(database) + LockSuffix;
        if (!File.Exists(path)) return false;
        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (IOException failure) when (HeldByAnother.Contains(failure.HResult))
        {
            return true;
        }
    }

    public void Dispose()
    {
        try
        {
            // Before the lock is gone: the next owner's note must stay.
            File.Delete(_note);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The folder is gone or not ours any more. The note says nothing without the lock, and the next owner overwrites it.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private static void Write(string note, DatabaseOwner self)
    {
        var unfinished = note + ".unfinished";
        File.Delete(unfinished);
        using (var stream = PrivateFiles.Create(unfinished)) JsonSerializer.Serialize(stream, self);
        File.Move(unfinished, note, overwrite: true);
    }

    private static DatabaseOwner Read(string note)
    {
        try
        {
            using var stream = new FileStream(note, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<DatabaseOwner>(stream) ?? DatabaseOwner.Unknown;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            // It belongs to another account, or its owner is just starting or ending. That somebody holds the lock is certain all the same.
            return DatabaseOwner.Unknown;
        }
    }
}
