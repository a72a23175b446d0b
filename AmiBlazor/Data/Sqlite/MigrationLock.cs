namespace AmiBlazor.Data.Sqlite;

/// <summary>
/// Keeps two processes from migrating one SQLite file at the same time. EF Core keeps a row in the file for that, which a killed process
/// leaves behind and the next start would wait for without end; a lock of the operating system ends with its process, so whoever holds
/// this one may clear that row away.
/// </summary>
internal sealed class MigrationLock : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly FileStream _file;

    private MigrationLock(FileStream file) => _file = file;

    /// <summary>Waits while another process holds it, at most two minutes.</summary>
    /// <exception cref="IOException">The file beside the database could not be made, or another process held it all the time.</exception>
    public static async Task<MigrationLock> TakeAsync(string databasePath, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                const int NoBuffer = 1;
                return new MigrationLock(new FileStream(
                    databasePath + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, NoBuffer, FileOptions.DeleteOnClose));
            }
            catch (IOException exception) when (exception.GetType() == typeof(IOException) && time.GetElapsedTime(started) < Longest)
            {
                // A plain IOException is the sharing violation; a missing folder or a full disk has a type of its own or stays one to
                // the end.
                await Task.Delay(Between, time, cancellationToken);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
