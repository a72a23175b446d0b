namespace AmiBlazor.Ami;

/// <summary>Something that happened to a channel (<see cref="ChannelEvent"/>) or in a queue (<see cref="QueueEvent"/>).</summary>
internal abstract record CallEvent;
