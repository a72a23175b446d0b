using AmiBlazor.Board;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace AmiBlazor.Tests.Architecture;

/// <summary>Which type of the compiled product names which: in signatures, bodies, lambdas, async methods, attributes and rendered components.</summary>
internal static class ProductAssembly
{
    private const string Root = "AmiBlazor";

    private static readonly Lazy<IReadOnlyList<TypeReference>> Loaded = new(Load);

    public static IReadOnlyList<TypeReference> References => Loaded.Value;

    private static List<TypeReference> Load()
    {
        var architecture = new ArchLoader().LoadAssembly(typeof(LiveBoard).Assembly).Build();
        return
        [
            .. from type in architecture.Types
               from dependency in type.Dependencies
               let target = dependency.Target.FullName
               let to = dependency.Target.Namespace?.FullName
               where to is not null
               select new TypeReference(Room(type.Namespace?.FullName), type.FullName, Room(to), target),
        ];
    }

    /// <summary>The room of a namespace; empty for the root namespace, null for what is not the product's.</summary>
    private static string? Room(string? name) => name switch
    {
        Root => "",
        not null when name.StartsWith(Root + ".", StringComparison.Ordinal) => name[(Root.Length + 1)..],
        _ => null,
    };
}

/// <summary>One type that names another.</summary>
/// <param name="From">The room of the first; null outside the product, empty at its root.</param>
/// <param name="Type">Its full name.</param>
/// <param name="To">The room of the second; null where it is not the product's.</param>
/// <param name="Target">Its full name.</param>
internal sealed record TypeReference(string? From, string Type, string? To, string Target);
