namespace AmiBlazor.Tests.Support;

/// <summary>What some tests need beside .NET. The programs are those that <c>.ci/install</c> installs.</summary>
public enum Need
{
    Chromium,
    Asterisk,
    PostgreSql,
    Nginx,

    /// <summary>Seconds that nobody has between two edits: <c>.ci/run --quick</c> leaves these tests out.</summary>
    Time,
}
