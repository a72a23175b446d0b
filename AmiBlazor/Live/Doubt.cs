namespace AmiBlazor.Live;

/// <summary>Something that an event said and that must be asked before it is believed.</summary>
internal abstract record Doubt
{
    /// <summary>The state of an extension.</summary>
    internal sealed record Extension(string Context, string Exten) : Doubt;

    /// <summary>The state of a device.</summary>
    internal sealed record Device(string Name) : Doubt;

    /// <summary>A person's presence.</summary>
    internal sealed record Presence(string Context, string Exten) : Doubt;
}
