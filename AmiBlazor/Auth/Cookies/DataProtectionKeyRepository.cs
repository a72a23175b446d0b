using System.Xml.Linq;
using AmiBlazor.Data;
using AmiBlazor.Data.Files;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AmiBlazor.Auth.Cookies;

/// <summary>Stores each data protection key in a file that no other account can read, not even while it is being written.</summary>
internal sealed class DataProtectionKeyRepository(DirectoryInfo folder, ILoggerFactory loggers) : FileSystemXmlRepository(folder, loggers)
{
    public override void StoreElement(XElement element, string friendlyName)
    {
        var unfinished = Path.Combine(Directory.FullName, Path.GetRandomFileName() + ".unfinished");
        try
        {
            using (var stream = PrivateFiles.Create(unfinished)) element.Save(stream);

            // The framework gives the name: “key-” or “revocation-” and a number.
            File.Move(unfinished, Path.Combine(Directory.FullName, friendlyName + ".xml"));
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
