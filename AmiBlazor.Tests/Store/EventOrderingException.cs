namespace AmiBlazor.Tests.Store;

/// <summary>A schedule ended otherwise than the rules say.</summary>
internal sealed class EventOrderingException(string message) : Exception(message);
