using AmiBlazor.Tests.Auth.AuthorizationMatrix;
using AmiBlazor.Tests.Packages;
using AmiBlazor.Tests.Store;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace AmiBlazor.Tests;

/// <summary>
/// The test program's own entry, in the place of the one that xunit would generate: besides running the tests it can be the process that
/// the crash test kills, and writes <c>docs/packages.md</c>. Not called Program, which is the product's.
/// </summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args)
    {
        if (args is [CrashWriter.Command, ..]) return CrashWriter.RunAsync(args);
        if (args is [PackageList.Command]) return PackageList.WriteAsync();
        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
    }
}
