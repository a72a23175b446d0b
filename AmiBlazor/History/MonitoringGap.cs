namespace AmiBlazor.History;

/// <summary>
/// A time in which changes on one PBX could be missed. Such changes were found at its end; when they happened is not known.
/// </summary>
/// <param name="Server">The PBX.</param>
/// <param name="BeganAt">When the PBX last sent anything; UTC.</param>
/// <param name="EndedAt">When all states were requested again; UTC. Null while the gap lasts.</param>
/// <param name="Reason">Why it began, for a person, in English.</param>
/// <param name="Changed">How many extensions had another state at its end; null while the gap lasts.</param>
public sealed record MonitoringGap(string Server, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, string Reason, int? Changed)
{
    /// <summary>The reason as template and values, so that it can be translated; null when only its English was stored.</summary>
    public FormattableString? Sentence { get; init; }

    /// <summary>What the PBX itself said; null when it said nothing.</summary>
    public string? PbxWords { get; init; }
}
