namespace AmiBlazor.Audit;

internal sealed partial class AuditLog
{
    private static partial class Log
    {
        [LoggerMessage(
            5020,
            LogLevel.Error,
            "The database did not take an entry of the audit: {At} {Who} ({Kind}, {Address}) {Action} {About}: {Outcome}. {Detail}",
            EventName = "AuditNotWritten")]
        public static partial void NotWritten(
            ILogger logger, DateTimeOffset at, string who, string kind, string? address, string action, string? about, string outcome, string? detail, Exception failure);
    }
}
