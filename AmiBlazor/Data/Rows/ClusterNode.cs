namespace AmiBlazor.Data.Rows;

/// <summary>A node of a cluster, or one that was.</summary>
internal sealed class ClusterNode
{
    /// <summary>The name of the cluster; with <see cref="Address"/>, the key.</summary>
    public required string Cluster { get; set; }

    /// <summary>Where the node is reached, and when it was started, as Orleans writes it: <c>10.0.0.1:11111@149000000</c>.</summary>
    public required string Address { get; set; }

    /// <summary>A number of Orleans' <c>SiloStatus</c>.</summary>
    public int Status { get; set; }

    /// <summary>How it calls itself, for people.</summary>
    public required string Name { get; set; }

    /// <summary>The name of its machine.</summary>
    public required string Host { get; set; }

    /// <summary>Which nodes have found it dead, and when: addresses and times, as in <c>10.0.0.2:11111@149000001,2026-01-31T08:15:00Z|…</c>.</summary>
    public required string Suspects { get; set; }

    /// <summary>When it was started; UTC.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it last said that it is alive; UTC.</summary>
    public DateTimeOffset AliveAt { get; set; }

    /// <summary>How often the row has changed: whoever changes it names the number that it knows.</summary>
    public int ChangeCount { get; set; }
}
