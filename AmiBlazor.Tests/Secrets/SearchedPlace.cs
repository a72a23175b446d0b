namespace AmiBlazor.Tests.Secrets;

/// <summary>A kind of place where a secret could have been left.</summary>
internal enum SearchedPlace
{
    /// <summary>Database files and their logs, snapshots, the cookie's keys.</summary>
    File,
    LogLine,

    /// <summary>A header or body of HTTP.</summary>
    Answer,

    /// <summary>The value of a tag.</summary>
    Metric,

    /// <summary>What a process wrote to its standard output and error.</summary>
    Output,

    /// <summary>What a browser shows, or was sent to show.</summary>
    Page,
}
