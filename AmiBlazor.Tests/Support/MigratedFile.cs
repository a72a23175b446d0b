using AmiBlazor.Data.Files;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// An empty SQLite file created once by the product's own start. Most tests start on a copy, because migrating a new file takes longer than the rest
/// of their start.
/// </summary>
internal static class MigratedFile
{
    private static readonly Lazy<Task<byte[]>> Content = new(MakeAsync);

    /// <summary>Copies it to a path without a file, with the permissions that the product sets.</summary>
    public static async Task CopyToAsync(string path)
    {
        var content = await Content.Value;
        PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
        await using var file = PrivateFiles.Create(path);
        await file.WriteAsync(content);
    }

    private static async Task<byte[]> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-migrated-").FullName;
        try
        {
            var path = Path.Combine(folder, "amiblazor.db");
            await using (var database = await TestDatabase.OpenAsync(path))
                database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            TestFolder.Delete(folder);
        }
    }
}
