namespace AmiBlazor.Testing.Processes;

/// <summary>
/// What a test or a benchmark stands on has failed: a process has ended, or a wait took too long. The message gives the full reason.
/// </summary>
internal class HarnessException(string message, Exception? cause = null) : Exception(message, cause);
