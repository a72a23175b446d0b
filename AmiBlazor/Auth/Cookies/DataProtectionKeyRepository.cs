using System.Xml.Linq;
using AmiBlazor.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AmiBlazor.Auth.Cookies;

/// <summary>The folder of the keys that protect cookies, each in a file that nobody else may read from its first byte on.</summary>
internal sealed class DataProtectionKeyRepository(DirectoryInfo folder, ILoggerFactory loggers) : FileSystemXmlRepository(folder, loggers)
{
    public override void StoreElement(XElement element, string friendlyName)
    {
        var unfinished = Path.Combine(Directory.FullName, Path.GetRandomFileName() + ".unfinished");
        try
        {
            using (var stream = PrivateFiles.Create(unfinished)) element.Save(stream);

            // The name is the framework's: “key-” or “revocation-” and a number.
            File.Move(unfinished, Path.Combine(Directory.FullName, friendlyName + ".xml"));
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
