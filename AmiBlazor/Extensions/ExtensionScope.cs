namespace AmiBlazor.Extensions;

/// <summary>The part of all extensions that is asked about, whatever else narrows the question: what somebody may see. A null part does not narrow.</summary>
internal sealed class ExtensionScope
{
    public static readonly ExtensionScope All = new(null, null);

    /// <param name="servers">PBXs.</param>
    /// <param name="departments">Departments; an extension that has none is in none of them.</param>
    public ExtensionScope(IEnumerable<string>? servers, IEnumerable<string>? departments)
    {
        Servers = servers is null ? null : [.. servers];
        Departments = departments is null ? null : [.. departments];
    }

    public IReadOnlyList<string>? Servers { get; }

    public IReadOnlyList<string>? Departments { get; }

    /// <summary>Whether anything of this PBX is in it.</summary>
    public bool Holds(string server) => Servers is null || Servers.Contains(server, StringComparer.Ordinal);
}
