using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace AmiBlazor.Data.Sqlite;

/// <summary>
/// Which SQLite is used. Two things are put right before anything touches it: EF Core's provider asks for a newer SQLitePCLRaw.core than
/// the one pinned in Build/SqlitePin.targets (every member that it uses is in the older one, too), and the SQLite bundled with the
/// pinned package is old, so the system's is preferred where it is newer.
/// </summary>
internal static class SqliteNative
{
    private const string CoreAssembly = "SQLitePCLRaw.core";
    private const string ProviderAssembly = "SQLitePCLRaw.provider.e_sqlite3";
    private const string BundledLibrary = "e_sqlite3";
    private const string SystemLibrary = "libsqlite3.so.0";

    private static readonly Lock Once = new();
    private static bool _done;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();

    /// <summary>Twice is harmless. Call it before the first method that names a type of SQLite's driver is run.</summary>
    public static void Prepare()
    {
        lock (Once)
        {
            if (_done)
                return;
            _done = true;
            AssemblyLoadContext.Default.Resolving += ResolveCore;
            if (OperatingSystem.IsLinux())
                NativeLibrary.SetDllImportResolver(Assembly.Load(ProviderAssembly), ResolveLibrary);
        }
    }

    /// <summary>Asked only where the version at hand is older than the one asked for: with a newer SQLitePCLRaw it never is.</summary>
    private static Assembly? ResolveCore(AssemblyLoadContext context, AssemblyName name)
    {
        if (!string.Equals(name.Name, CoreAssembly, StringComparison.Ordinal))
            return null;
        var file = Path.Combine(AppContext.BaseDirectory, CoreAssembly + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    }

    /// <summary>Zero leaves the choice to the runtime, which finds the bundled library.</summary>
    private static nint ResolveLibrary(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (!string.Equals(name, BundledLibrary, StringComparison.Ordinal))
            return 0;

        // The whole-path and assembly-relative look-ups are not wanted here: only the system's own library counts.
        if (!NativeLibrary.TryLoad(SystemLibrary, out var system))
            return 0;
        NativeLibrary.TryLoad(name, assembly, paths, out var bundled);
        if (VersionOf(system) > VersionOf(bundled) && IsThreadSafe(system))
            return system;
        NativeLibrary.Free(system);
        return bundled;
    }

    private static int VersionOf(nint library) => CallForInt(library, "sqlite3_libversion_number");

    private static bool IsThreadSafe(nint library) => CallForInt(library, "sqlite3_threadsafe") != 0;

    private static int CallForInt(nint library, string function) =>
        library != 0 && NativeLibrary.TryGetExport(library, function, out var address)
            ? Marshal.GetDelegateForFunctionPointer<VersionNumber>(address)()
            : 0;
}
