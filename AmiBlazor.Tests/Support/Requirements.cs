using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Browser;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// Programs that some tests need on the machine. A test whose program is missing is skipped with the reason; with <c>AMIBLAZOR_REQUIRE_ALL=1</c>, as
/// set by <c>.ci/run</c>, it fails instead, so that no test is skipped unnoticed.
/// </summary>
internal static class Requirements
{
    /// <summary>Starts a real Asterisk. Skips or fails the running test if it cannot be started here.</summary>
    /// <inheritdoc cref="RealAsterisk.StartAsync"/>
    public static async Task<RealAsterisk> StartAsteriskAsync(int version, RealAsteriskSettings? settings = null)
    {
        Said(Need.Asterisk);
        Meet(RealAsterisk.Absence(version));
        return await RealAsterisk.StartAsync(version, settings);
    }

    /// <summary>Skips or fails the running test if there is no Chromium.</summary>
    public static void Chromium()
    {
        Said(Need.Chromium);
        Meet(HeadlessChromium.Absence());
    }

    /// <summary>The path of nginx. Skips or fails the running test if there is none.</summary>
    public static string Nginx()
    {
        const string Debian = "/usr/sbin/nginx";
        Said(Need.Nginx);
        Meet(File.Exists(Debian), $"nginx is not at {Debian}: install Debian's package nginx-light.");
        return Debian;
    }

    /// <summary>The program folder of the newest installed PostgreSQL. Skips or fails the running test if there is none.</summary>
    public static string PostgreSql()
    {
        const string Debian = "/usr/lib/postgresql";
        Said(Need.PostgreSql);
        var programs = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).Select(version => Path.Combine(version, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Max(StringComparer.Ordinal)
            : null;
        Meet(programs is not null, $"PostgreSQL's server is not in {Debian}: install Debian's package postgresql.");
        return programs!;
    }

    /// <summary>Fails a test that uses a program without the matching trait, so that filters by trait are reliable.</summary>
    private static void Said(Need need)
    {
        if (TestContext.Current.Test is not { } test) return;
        var isSaid = test.Traits.TryGetValue(NeedsAttribute.Trait, out var said) && said.Contains(need.ToString(), StringComparer.Ordinal);
        Assert.True(isSaid, $"{test.TestDisplayName} needs {need} and does not say so: put [Needs(Need.{need})] above it, its class or its collection.");
    }

    private static void Meet(bool met, string otherwise) => Meet(met ? null : otherwise);

    /// <param name="absence">What is missing; null for nothing.</param>
    private static void Meet(string? absence)
    {
        if (absence is null) return;
        if (string.Equals(Environment.GetEnvironmentVariable("AMIBLAZOR_REQUIRE_ALL"), "1", StringComparison.Ordinal))
            Assert.Fail(absence);
        Assert.Skip(absence);
    }
}
