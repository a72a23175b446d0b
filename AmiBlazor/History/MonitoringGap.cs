namespace AmiBlazor.History;

/// <summary>
/// A time in which changes on one PBX could go unheard. What became another in it was found at its end, and nobody knows when it did.
/// </summary>
/// <param name="Server">The PBX.</param>
/// <param name="BeganAt">When the PBX was last heard; UTC.</param>
/// <param name="EndedAt">When all states were asked for again; UTC. Null while it lasts.</param>
/// <param name="Reason">Why, for a person, in English.</param>
/// <param name="Changed">How many extensions were found in another state at its end; null while it lasts.</param>
public sealed record MonitoringGap(string Server, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, string Reason, int? Changed)
{
    /// <summary>The reason as template and values, to be said in another language; null where only its English was kept.</summary>
    public FormattableString? Sentence { get; init; }

    /// <summary>What the PBX itself said; null when it said nothing.</summary>
    public string? PbxWords { get; init; }
}
