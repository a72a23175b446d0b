namespace AmiBlazor.Extensions;

/// <summary>The database did not take a change; nothing of it was saved. The message is for a person and says what to do.</summary>
internal sealed class StoreException(string message, Exception cause) : Exception(message, cause);
