using System.Globalization;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Tests.Cluster;

/// <summary>The settings of nodes that share a database, on one machine.</summary>
internal static class ClusterSettings
{
    /// <summary>Those of one node, with a port of its own.</summary>
    /// <param name="database">The connection string.</param>
    /// <param name="certificate">The file of the certificate that encrypts the data protection keys; null for none.</param>
    public static (string Key, string Value)[] Of(string database, string? certificate) =>
    [
        ("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", database),
        ("Cluster:Enabled", "true"), ("Cluster:Address", "127.0.0.1"), ("Cluster:Port", FreePort.Find().ToString(CultureInfo.InvariantCulture)),
        .. certificate is null ? Array.Empty<(string, string)>() : [("Auth:KeyCertificate", certificate)],
    ];
}
