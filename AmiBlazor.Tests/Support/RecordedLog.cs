using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Support;

/// <summary>One line of a log.</summary>
internal sealed record RecordedLog(LogLevel Level, string Category, EventId Event, string Message, Exception? Exception);
