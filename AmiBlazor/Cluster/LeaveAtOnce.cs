namespace AmiBlazor.Cluster;

/// <summary>
/// Ends the process when the others have declared this node dead, or it cannot take part any more: an identity never comes back, so whoever supervises the
/// process starts it anew. Orleans' own handler would wait two seconds and dump the memory.
/// </summary>
internal sealed partial class LeaveAtOnce(ILogger<LeaveAtOnce> logger) : IFatalErrorHandler
{
    /// <summary>The exit code: a failure that a new start mends.</summary>
    public const int ExitCode = 70;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        Log.Leaving(logger, context ?? "no reason given", exception);
        Console.Out.Flush();
        Environment.Exit(ExitCode);
    }

    private static partial class Log
    {
        [LoggerMessage(8020, LogLevel.Critical, "This node has left the cluster ({Why}) and ends. Its supervisor should start it again.", EventName = "NodeLeft")]
        public static partial void Leaving(ILogger logger, string why, Exception? failure);
    }
}
