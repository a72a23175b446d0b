using AmiBlazor.Auth;
using AmiBlazor.Extensions;

namespace AmiBlazor.Api;

/// <summary>What somebody sees, as the part of all extensions that a question to the database is about.</summary>
internal static class SeenScope
{
    public static ExtensionScope Scope(this Sight sight) => sight.IsAll ? ExtensionScope.All : new ExtensionScope(sight.Servers, sight.Departments);
}
