namespace AmiBlazor.Data;

/// <summary>The database cannot be used, so the program ends. The message is one line for a person and holds no secret.</summary>
internal sealed class DatabaseInitializationException(string message, Exception? cause = null) : Exception(message, cause);
