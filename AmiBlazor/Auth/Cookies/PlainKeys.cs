using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace AmiBlazor.Auth.Cookies;

/// <summary>
/// Encrypts what a data protection key holds unencrypted because there was no certificate when it was made, in the form in which the framework does.
/// </summary>
internal static class PlainKeys
{
    private static readonly XNamespace Framework = "http://schemas.asp.net/2015/03/dataProtection";

    /// <summary>A copy of the key in which nothing secret is unencrypted.</summary>
    public static XElement Encrypted(XElement key, IXmlEncryptor encryptor)
    {
        var copy = new XElement(key);
        foreach (var secret in copy.Descendants().Where(element => (bool?)element.Attribute(Framework + "requiresEncryption") is true).ToList())
        {
            var encrypted = encryptor.Encrypt(new XElement(secret));
            secret.ReplaceWith(new XElement(
                Framework + "encryptedSecret", new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!), encrypted.EncryptedElement));
        }

        return copy;
    }
}
