namespace AmiBlazor.Ami;

/// <summary>Why an action may not reach the wire. Names a header at most, never a value.</summary>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Header">The header's name; empty where it is about none, or about a name that may not be shown.</param>
/// <param name="Size">How many headers or bytes there are, where there are too many.</param>
internal sealed record AmiRefusal(AmiRefusalReason Reason, string Header, int Size);
