namespace AmiBlazor.Cli;

/// <summary>A command cannot be run as it was given; the message says what to give instead.</summary>
internal sealed class CliException(string message, Exception? cause = null) : Exception(message, cause);
