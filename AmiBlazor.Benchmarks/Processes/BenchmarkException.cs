namespace AmiBlazor.Benchmarks.Processes;

/// <summary>A benchmark could not be run to its end; the message says why, in full.</summary>
internal sealed class BenchmarkException(string message, Exception? cause = null) : Exception(message, cause);
