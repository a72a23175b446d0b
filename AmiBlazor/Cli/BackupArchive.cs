using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AmiBlazor.Cli;

/// <summary>
/// The file of a backup: a ZIP archive with the database, the keys, the JSON files, the PBXs connected in the page, the settings, and a manifest with the
/// checksum of each. Nothing is taken out of one that does not match its manifest in every byte.
/// </summary>
internal sealed partial class BackupArchive : IDisposable
{
    public const string ManifestName = "manifest.json";
    public const string SettingsName = "settings.json";
    public const string SqliteName = "database/amiblazor.db";
    public const string PostgreSqlName = "database/amiblazor.dump";
    public const string Keys = "keys/";
    public const string Snapshots = "snapshots/";
    public const string Pbxs = "pbxs/";

    private readonly string _path;
    private readonly ZipArchive _zip;

    private BackupArchive(string path, ZipArchive zip, BackupManifest manifest)
    {
        _path = path;
        _zip = zip;
        Manifest = manifest;
    }

    public BackupManifest Manifest { get; }

    /// <summary>Writes an archive.</summary>
    /// <param name="stream">The file, empty.</param>
    /// <param name="facts">The manifest without its entries.</param>
    /// <param name="files">The files and their names in the archive.</param>
    /// <param name="settings">The settings as JSON.</param>
    /// <param name="cancellationToken">Ends it; the file is then worth nothing.</param>
    public static async Task WriteAsync(
        FileStream stream, BackupManifest facts, IEnumerable<(string Name, string Path)> files, byte[] settings, CancellationToken cancellationToken)
    {
        var entries = new List<BackupEntry>();
        await using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, path) in files)
            {
                await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, useAsync: true);
                entries.Add(await AddAsync(zip, name, source, cancellationToken));
            }

            entries.Add(await AddAsync(zip, SettingsName, new MemoryStream(settings), cancellationToken));
            await AddAsync(zip, ManifestName, new MemoryStream((facts with { Entries = entries }).ToJson()), cancellationToken);
        }

        stream.Flush(flushToDisk: true);
    }

    /// <summary>Opens an archive and checks every byte of it.</summary>
    /// <exception cref="CliException">It is none, is damaged, or belongs to a newer version.</exception>
    public static async Task<BackupArchive> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var archive = new BackupArchive(path, zip, await ReadManifestAsync(zip, path, cancellationToken));
            await archive.CheckAsync(cancellationToken);
            return archive;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException or EndOfStreamException)
        {
            await stream.DisposeAsync();
            throw Damaged(path, damaged.Message, damaged);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The names of a folder's files: <see cref="Keys"/>, <see cref="Snapshots"/> or <see cref="Pbxs"/>.</summary>
    public IEnumerable<string> Names(string folder) =>
        Manifest.Entries.Where(entry => entry.Name.StartsWith(folder, StringComparison.Ordinal)).Select(entry => entry.Name[folder.Length..]);

    public bool Has(string name) => Manifest.Entries.Any(entry => entry.Name == name);

    /// <summary>Copies a file out of the archive. Its checksum is checked once more.</summary>
    public async Task ExtractAsync(string name, Stream target, CancellationToken cancellationToken)
    {
        var entry = Manifest.Entries.Single(entry => entry.Name == name);
        await CopyAsync(entry, target, cancellationToken);
    }

    public void Dispose() => _zip.Dispose();

    private static async Task<BackupEntry> AddAsync(ZipArchive zip, string name, Stream source, CancellationToken cancellationToken)
    {
        await using var target = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        var (bytes, sum) = await CopyAsync(source, target, long.MaxValue, cancellationToken);
        return new BackupEntry(name, bytes, sum);
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive zip, string path, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry(ManifestName) ?? throw Damaged(path, "it has no manifest");
        using var json = new MemoryStream();
        await using (var stream = await entry.OpenAsync(cancellationToken))
            await CopyAsync(stream, json, BackupManifest.MaxBytes, cancellationToken);
        json.Position = 0;
        var manifest = BackupManifest.Parse(json);
        return manifest.Format is BackupManifest.FormerFormat or BackupManifest.CurrentFormat
            ? manifest
            : throw new CliException($"{path} was written by AmiBlazor {TerminalText.Escape(manifest.Version)} in a format that this version does not know. Use that version to restore it.");
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var names = Manifest.Entries.Select(entry => entry.Name).Append(ManifestName).Order(StringComparer.Ordinal).ToList();
        var found = _zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal).ToList();
        if (!names.SequenceEqual(found, StringComparer.Ordinal)) throw Damaged(_path, "it does not hold what its manifest names");
        if (names.Find(name => !Allowed().IsMatch(name)) is { } foreign) throw Damaged(_path, $"it holds “{TerminalText.Escape(foreign)}”, which belongs in none");
        foreach (var entry in Manifest.Entries) await CopyAsync(entry, Stream.Null, cancellationToken);
    }

    private async Task CopyAsync(BackupEntry entry, Stream target, CancellationToken cancellationToken)
    {
        await using var source = await _zip.GetEntry(entry.Name)!.OpenAsync(cancellationToken);
        var (bytes, sum) = await CopyAsync(source, target, entry.Bytes, cancellationToken);
        if (bytes != entry.Bytes || sum != entry.Sha256) throw Damaged(_path, $"the checksum of {entry.Name} is wrong");
    }

    /// <summary>Copies, and computes the checksum. A file that is longer than it says is not unpacked to its end.</summary>
    private static async Task<(long Bytes, string Sha256)> CopyAsync(Stream source, Stream target, long most, CancellationToken cancellationToken)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        long bytes = 0;
        while (await source.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            bytes += count;
            if (bytes > most) throw new InvalidDataException("a file in it is longer than it should be");
            sum.AppendData(buffer, 0, count);
            await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return (bytes, Convert.ToHexStringLower(sum.GetHashAndReset()));
    }

    private static CliException Damaged(string path, string why, Exception? cause = null) => new(
        $"{path} is damaged, incomplete, or not a backup of AmiBlazor ({why.ReplaceLineEndings(" ").TrimEnd('.')}). Nothing was changed; use another backup.", cause);

    // Nothing else is in an archive, so no name leads out of the folder that it is unpacked to.
    [GeneratedRegex("""
        ^(manifest\.json|settings\.json|database/amiblazor\.(db|dump)|keys/[A-Za-z0-9-]{1,100}\.xml|pbxs/pbxs\.json|snapshots/ami-response-[a-z0-9-]{1,90}\.json)$(?!\n)
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Allowed();
}
