namespace AmiBlazor.Data.Rows;

/// <summary>How often the table of the nodes of a cluster has changed: whoever changes it names the version that it knows.</summary>
internal sealed class ClusterVersion
{
    /// <summary>The name of the cluster: the key.</summary>
    public required string Cluster { get; set; }

    public int Version { get; set; }
}
