using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks;

/// <summary>A benchmark could not be completed; the message gives the full reason.</summary>
internal sealed class BenchmarkException(string message, Exception? cause = null) : HarnessException(message, cause);
