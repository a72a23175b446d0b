namespace AmiBlazor.Components.Shared;

/// <summary>What the program has to tell everybody who opens a page; Program.cs registers its own where there is something.</summary>
/// <param name="DemoServer">The name of the PBX that is the built-in demo; null when none is.</param>
public sealed record StartupNotices(string? DemoServer)
{
    public static readonly StartupNotices None = new((string?)null);
}
