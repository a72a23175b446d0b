using Microsoft.Extensions.Options;

namespace AmiBlazor.Hosting;

/// <summary>
/// The framework's logger factory, whose loggers clean every message and exception (<see cref="LogText"/>) before any provider gets it: the one way to the log,
/// so that no caller has to think of it.
/// </summary>
internal sealed class CleanLoggerFactory(
    IEnumerable<ILoggerProvider> providers,
    IOptionsMonitor<LoggerFilterOptions> filters,
    IOptions<LoggerFactoryOptions> options,
    IExternalScopeProvider? scopes = null) : ILoggerFactory
{
    /// <summary>The categories whose messages are lines; others, such as a database command of the framework, may have several.</summary>
    private const string Own = nameof(AmiBlazor);

    private readonly LoggerFactory _inner = new(providers, filters, options, scopes);

    public ILogger CreateLogger(string categoryName) =>
        new CleanLogger(_inner.CreateLogger(categoryName), keepsLines: !categoryName.StartsWith(Own, StringComparison.Ordinal));

    public void AddProvider(ILoggerProvider provider) => _inner.AddProvider(provider);

    public void Dispose() => _inner.Dispose();

    private sealed class CleanLogger(ILogger inner, bool keepsLines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel)) return;
            var message = LogText.Clean(formatter(state, exception), keepsLines);
            inner.Log(logLevel, eventId, state, Clean(exception), (_, _) => message);
        }

        private static Exception? Clean(Exception? exception)
        {
            if (exception is null) return null;
            var text = exception.ToString();
            var clean = LogText.Clean(text, keepsLines: true);
            return ReferenceEquals(text, clean) ? exception : new CleanException(exception, clean);
        }
    }

    /// <summary>Stands in the log for an exception whose words were not clean.</summary>
    private sealed class CleanException(Exception original, string text) : Exception(LogText.Clean(original.Message, keepsLines: true))
    {
        public override string ToString() => text;
    }
}
