using AmiBlazor.Data.Files;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// An empty SQLite file as the product's own start makes it, made once for all tests: most of them start on a copy, since migrating a new file takes
/// longer than everything else that their start does.
/// </summary>
internal static class MigratedFile
{
    private static readonly Lazy<Task<byte[]>> Content = new(MakeAsync);

    /// <summary>Puts a copy where no file is yet, with the rights that the product gives its own.</summary>
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
            await using (var database = await TestDatabase.OpenAsync(path)) database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
