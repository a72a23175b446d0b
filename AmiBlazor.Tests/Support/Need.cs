namespace AmiBlazor.Tests.Support;

/// <summary>What some tests need besides .NET. The programs are installed by <c>.ci/install</c>.</summary>
public enum Need
{
    Chromium,
    Asterisk,
    PostgreSql,
    Nginx,

    /// <summary>Several seconds, too long for the inner loop: <c>.ci/run --quick</c> excludes these tests.</summary>
    Time,
}
