namespace AmiBlazor.Components.Shared;

/// <summary>What every page has to say about this process. Program.cs registers one if there is something to say.</summary>
/// <param name="DemoServer">The name of the built-in demo PBX; null if it is not running.</param>
public sealed record StartupNotices(string? DemoServer)
{
    public static readonly StartupNotices None = new((string?)null);
}
