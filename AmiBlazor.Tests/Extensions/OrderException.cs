namespace AmiBlazor.Tests.Extensions;

/// <summary>A schedule ended otherwise than the rules say.</summary>
internal sealed class OrderException(string message) : Exception(message);
