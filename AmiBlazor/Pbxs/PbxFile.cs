using System.Security.Cryptography;
using System.Text.Json;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Data;
using AmiBlazor.Data.Files;
using AmiBlazor.Data.Sqlite;
using Microsoft.AspNetCore.DataProtection;

namespace AmiBlazor.Pbxs;

/// <summary>
/// The file of the PBXs that administrators connected in the page. A file and not the database, because the options are read before the database is opened.
/// Secrets in it are encrypted with the data protection keys. A file that cannot be read stops nothing, and is not overwritten.
/// </summary>
internal sealed partial class PbxFile
{
    public const string Name = "pbxs.json";

    private const string Purpose = "AmiBlazor.Pbxs.Secret";
    private const long MostBytes = 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly IDataProtector _protector;
    private readonly Lock _lock = new();
    private IReadOnlyList<StoredPbx> _pbxs = [];

    public PbxFile(IConfiguration configuration, IHostEnvironment environment, IDataProtectionProvider protection, ILogger<PbxFile> logger)
    {
        _protector = protection.CreateProtector(Purpose);
        Path = PathOf(configuration, environment);
        try
        {
            _pbxs = Read();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            IsUnreadable = true;
            Log.Unreadable(logger, Path, unreadable.Message);
        }
    }

    /// <summary>The file's full path; it need not exist.</summary>
    public string Path { get; }

    /// <summary>Whether there is a file that cannot be read.</summary>
    public bool IsUnreadable { get; }

    /// <summary>Whether an administrator has connected a PBX, which now may be one that cannot be followed.</summary>
    public bool HasAny => IsUnreadable || Pbxs.Count > 0;

    public IReadOnlyList<StoredPbx> Pbxs
    {
        get
        {
            lock (_lock) return _pbxs;
        }
    }

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>The secret of a PBX; null where the keys that encrypted it are gone.</summary>
    public string? SecretOf(StoredPbx pbx)
    {
        try
        {
            return _protector.Unprotect(pbx.ProtectedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Changes what is in the file, or leaves it as it is.</summary>
    /// <param name="change">From what is in it to what is to be in it.</param>
    /// <exception cref="IOException">It cannot be written, or is one that cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Change(Func<IReadOnlyList<StoredPbx>, IReadOnlyList<StoredPbx>> change)
    {
        lock (_lock)
        {
            if (IsUnreadable) throw new IOException($"“{Path}” could not be read when AmiBlazor started.");
            var changed = change(_pbxs);
            Write(changed);
            _pbxs = changed;
        }
    }

    /// <summary>Beside the SQLite file, or where the data protection keys are: both are kept when the program is renewed.</summary>
    public static string PathOf(IConfiguration configuration, IHostEnvironment environment)
    {
        if (PagePbxs.IsSqlite(configuration))
        {
            try
            {
                var connection = configuration[DatabaseOptions.ConnectionStringKey] ?? DatabaseOptions.DefaultConnectionString;
                if (SqliteFile.PathOf(SqliteFile.ConnectionString(connection, environment.ContentRootPath)) is { } database
                    && System.IO.Path.GetDirectoryName(database) is { } folder)
                {
                    return System.IO.Path.Combine(folder, Name);
                }
            }
            catch (ArgumentException)
            {
                // The validator of the database says what is wrong with the connection string.
            }
        }

        var keys = configuration[$"{AuthOptions.Section}:{nameof(AuthOptions.KeyFolder)}"];
        if (string.IsNullOrEmpty(keys)) keys = new AuthOptions().KeyFolder;
        return System.IO.Path.Combine(System.IO.Path.GetFullPath(keys, environment.ContentRootPath), Name);
    }

    private List<StoredPbx> Read()
    {
        if (!File.Exists(Path)) return [];
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (stream.Length > MostBytes) throw new IOException($"It has more than {MostBytes / 1024} KB.");
        var content = JsonSerializer.Deserialize<Content>(stream, Json);
        return content?.Pbxs is { } pbxs
            && pbxs.TrueForAll(static pbx => pbx is { Name: not null, Host: not null, Username: not null, ProtectedSecret: not null })
            ? pbxs
            : throw new JsonException("It is not a list of PBXs.");
    }

    // Written beside it first: a machine that loses its power must leave the former file or the new one.
    private void Write(IReadOnlyList<StoredPbx> pbxs)
    {
        var unfinished = Path + ".unfinished";
        PrivateFiles.MakeFolder(System.IO.Path.GetDirectoryName(Path)!);
        File.Delete(unfinished);
        using (var stream = PrivateFiles.Create(unfinished))
        {
            JsonSerializer.Serialize(stream, new Content { Pbxs = [.. pbxs] }, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path, overwrite: true);
    }

    private sealed class Content
    {
        public List<StoredPbx>? Pbxs { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(1040, LogLevel.Error,
            "The file {Path} of the PBXs that were connected in the page cannot be read, and stays as it is. None of them is followed. {Reason}",
            EventName = "PbxFileUnreadable")]
        public static partial void Unreadable(ILogger logger, string path, string reason);
    }
}
