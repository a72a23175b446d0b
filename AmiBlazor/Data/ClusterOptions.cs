using System.Globalization;
using System.Net;

namespace AmiBlazor.Data;

/// <summary>
/// Section <c>Cluster</c>: several nodes that serve one PostgreSQL database together. A class, not a record: a record would print its password.
/// </summary>
internal sealed class ClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>Whether this program is one node of several. Off by default: then it is alone, and nothing of a cluster runs.</summary>
    public bool Enabled { get; set; }

    /// <summary>The name of the cluster; all of its nodes have the same. 1 to 64 letters, digits, hyphens and underscores.</summary>
    public string Name { get; set; } = "amiblazor";

    /// <summary>
    /// The IP address at which the other nodes reach this one. Each node has its own. Loopback is for several nodes on one machine.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>The TCP port for the other nodes, 1 to 65,535. It takes orders from whoever reaches it: see <see cref="Certificate"/>.</summary>
    public int Port { get; set; } = 11111;

    /// <summary>
    /// A PFX file with a certificate and its private key, the same on all nodes: they encrypt what they tell each other with it, and refuse whoever has
    /// another one. Required unless <see cref="Address"/> is loopback.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>The password of the PFX file; null or empty if it has none.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>A file whose first line is the password.</summary>
    public string? CertificatePasswordFile { get; set; }

    /// <summary>How this node is called on the pages and in the log: where the others reach it. Only for validated options.</summary>
    public string Node => new IPEndPoint(IPAddress.Parse(Address!), Port).ToString();

    /// <summary>The machine and the address, for people: “board-1 (10.0.0.1:11111)”.</summary>
    public string Described => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName} ({Node})");
}
