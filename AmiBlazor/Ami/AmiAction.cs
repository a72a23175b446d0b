namespace AmiBlazor.Ami;

/// <summary>An action to send to the PBX. A class, not a record: a Login's headers hold a secret, and a record would print them.</summary>
/// <param name="name">The action's name, such as <c>Ping</c>.</param>
/// <param name="id">The ActionID that its reply repeats.</param>
internal sealed class AmiAction(string name, string id)
{
    private readonly List<(string Name, string Value)> _headers = [(AmiProtocol.Action, name), (AmiProtocol.ActionId, id)];

    public AmiAction(string name)
        : this(name, AmiActionId.New(name.ToLowerInvariant()))
    {
    }

    public string Name { get; } = name;

    public string Id { get; } = id;

    /// <summary>All headers in the order of writing: Action and ActionID first.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers => _headers;

    public AmiAction With(string header, string value)
    {
        _headers.Add((header, value));
        return this;
    }
}
