namespace AmiBlazor.Tests.Extensions;

internal static class CrashWriter
{
    public const string Command = "crash-writer";

    public static Task<int> RunAsync(string[] args) => Task.FromResult(1);
}
