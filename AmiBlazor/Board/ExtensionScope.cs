using System.Collections.Frozen;

namespace AmiBlazor.Board;

/// <summary>
/// The authorization scope: which PBXs and departments may be read. Immutable. Names are compared as they are written, and an extension without a
/// department is included only where all departments are.
/// </summary>
internal sealed class ExtensionScope
{
    /// <summary>Everything.</summary>
    public static readonly ExtensionScope All = new(null, null);

    /// <summary>Nothing at all.</summary>
    public static readonly ExtensionScope None = new([], []);

    /// <param name="servers">The PBXs that are included; null for all.</param>
    /// <param name="departments">The departments that are included; null for all.</param>
    public ExtensionScope(IEnumerable<string>? servers, IEnumerable<string>? departments)
    {
        Servers = servers?.ToFrozenSet(StringComparer.Ordinal);
        Departments = departments?.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The PBXs that are included; null for all.</summary>
    public IReadOnlySet<string>? Servers { get; }

    /// <summary>The departments that are included; null for all.</summary>
    public IReadOnlySet<string>? Departments { get; }

    /// <summary>
    /// Whether all departments are included. What cannot be split by department, such as a snapshot file or the PBX's own words, is shown only then.
    /// </summary>
    public bool IncludesAllDepartments => Departments is null;

    /// <summary>Whether nothing is left out.</summary>
    public bool IsAll => Servers is null && Departments is null;

    /// <summary>Whether the PBX is included, though perhaps not all of its departments.</summary>
    public bool Includes(string server) => Servers is null || Servers.Contains(server);

    /// <summary>Whether an extension of this PBX and department is included.</summary>
    /// <param name="server">Its PBX.</param>
    /// <param name="department">Its department; null when it has none.</param>
    public bool Includes(string server, string? department) => Includes(server) && IncludesDepartment(department);

    /// <summary>Whether extensions of this department are included, on the PBXs that are.</summary>
    /// <param name="department">Its name; null for none.</param>
    public bool IncludesDepartment(string? department) => Departments is null || (department is not null && Departments.Contains(department));
}
