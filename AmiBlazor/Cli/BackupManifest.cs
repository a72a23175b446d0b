using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AmiBlazor.Cli;

/// <summary>What a backup contains: its last entry, by which everything else in it is checked.</summary>
internal sealed record BackupManifest
{
    /// <summary>The newest format of an archive that this version knows: 2 has the PBXs connected in the page. A reader refuses a newer one.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The format of an archive without PBXs, which former versions know too.</summary>
    public const int FormerFormat = 1;

    /// <summary>The longest manifest that is read.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required int Format { get; init; }

    /// <summary>The version of AmiBlazor that wrote it.</summary>
    public required string Version { get; init; }

    /// <summary>When it was begun; UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A name of <see cref="Data.DatabaseProvider"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The newest migration of the database; null where it is unknown.</summary>
    public string? Migration { get; init; }

    public required IReadOnlyList<BackupEntry> Entries { get; init; }

    /// <summary>The version of this program.</summary>
    public static string OwnVersion =>
        typeof(BackupManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JsonException">It is no manifest.</exception>
    public static BackupManifest Parse(Stream json) => JsonSerializer.Deserialize<BackupManifest>(json, Json) ?? throw new JsonException("There is none.");
}

/// <summary>One file of a backup.</summary>
/// <param name="Name">Its name in the archive.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its checksum in lower-case hexadecimal.</param>
internal sealed record BackupEntry(string Name, long Bytes, string Sha256);
