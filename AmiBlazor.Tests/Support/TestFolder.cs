namespace AmiBlazor.Tests.Support;

/// <summary>Deletes the folders of tests.</summary>
public static class TestFolder
{
    // A connection to a database that closes meanwhile makes and removes files beside it.
    private const int Attempts = 20;

    /// <summary>Deletes a folder and all that is in it, even while files come and go in it.</summary>
    /// <exception cref="IOException">Files came too often.</exception>
    public static void Delete(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < Attempts && Directory.Exists(folder))
            {
                // Listed and emptied anew.
            }
        }
    }
}
