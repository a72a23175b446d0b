namespace AmiBlazor.Ami;

/// <summary>An action for the PBX. A class, not a record: a Login's headers hold a secret, and a record would print them.</summary>
/// <param name="name">Such as <c>Ping</c>.</param>
/// <param name="id">The ActionID by which its reply is known.</param>
internal sealed class AmiAction(string name, string id)
{
    private readonly List<(string Name, string Value)> _headers = [(AmiProtocol.Action, name), (AmiProtocol.ActionId, id)];

    public AmiAction(string name)
        : this(name, AmiActionId.New(name.ToLowerInvariant()))
    {
    }

    public string Name { get; } = name;

    public string Id { get; } = id;

    /// <summary>All headers as they are written, Action and ActionID first.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers => _headers;

    public AmiAction With(string header, string value)
    {
        _headers.Add((header, value));
        return this;
    }
}
