using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AmiBlazor.Tests.Support;

/// <summary>bUnit asks for AngleSharp.Diffing 1.0; the 0.17 beside it answers (see Build/Bunit.targets).</summary>
internal static class BunitAssemblies
{
    private const string Diffing = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Answer() => AssemblyLoadContext.Default.Resolving += static (context, asked) =>
        string.Equals(asked.Name, Diffing, StringComparison.Ordinal)
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Diffing + ".dll"))
            : null;
}
