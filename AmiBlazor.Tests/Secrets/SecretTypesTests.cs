using System.Reflection;
using System.Text.RegularExpressions;
using AmiBlazor.Ami;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Data;

namespace AmiBlazor.Tests.Secrets;

/// <summary>Nothing that holds a secret can print it by accident.</summary>
public sealed partial class SecretTypesTests
{
    /// <summary>What bears such a name and is no secret, each with the reason.</summary>
    private static readonly Dictionary<string, string> NoSecrets = new(StringComparer.Ordinal);

    [Fact]
    public void A_type_with_a_secret_does_not_print_its_members()
    {
        var holders = typeof(Program).Assembly.GetTypes()
            .Where(type => Secrets(type).Any())
            .ToList();

        var printing = holders.Where(Prints).SelectMany(type => Secrets(type).Select(member => $"{type.FullName}.{member}")).Except(NoSecrets.Keys, StringComparer.Ordinal);

        Assert.Contains(typeof(AmiServerOptions), holders);
        Assert.Contains(typeof(DatabaseOptions), holders);
        Assert.Contains(typeof(SetupOptions), holders);
        Assert.Empty(printing);
    }

    private static IEnumerable<string> Secrets(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(property => property.PropertyType == typeof(string) && Secret().IsMatch(property.Name))
            .Select(property => property.Name);

    /// <summary>A record prints every property; so may a ToString of its own.</summary>
    private static bool Prints(Type type) =>
        type.GetMethod("ToString", BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly, []) is not null;

    [GeneratedRegex("Secret$|Password$|Passphrase$|^ConnectionString$|^(Api)?Key$|Token$")]
    private static partial Regex Secret();
}
