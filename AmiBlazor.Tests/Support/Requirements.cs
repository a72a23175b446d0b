using System.Globalization;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// Programs that some tests need on the machine. A test whose program is missing is skipped with the reason; with <c>AMIBLAZOR_REQUIRE_ALL=1</c>, as
/// set by <c>.ci/run</c>, it fails instead, so that no test is skipped unnoticed.
/// </summary>
internal static class Requirements
{
    private const string Chroot = "/usr/sbin/chroot";

    /// <summary>The root folder of an unpacked Asterisk. Skips or fails the running test if it cannot be started here.</summary>
    /// <param name="version">Main version: a folder of <c>.ci/install-asterisk</c>.</param>
    public static string AsteriskRoot(int version)
    {
        Said(Need.Asterisk);
        var roots = Environment.GetEnvironmentVariable("AMIBLAZOR_ASTERISK_ROOTS");
        var root = Path.Combine(string.IsNullOrEmpty(roots) ? "/var/lib/amiblazor-asterisk" : roots, version.ToString(CultureInfo.InvariantCulture));
        Meet(File.Exists(Path.Combine(root, ".complete")), $"Asterisk {version} is not unpacked in {root}: run .ci/install-asterisk as root.");
        Meet(Environment.IsPrivilegedProcess, $"Asterisk {version} runs in a chroot, which needs root.");
        Meet(File.Exists(Chroot), $"Asterisk {version} runs in a chroot, and {Chroot} is missing.");
        return root;
    }

    /// <summary>The path of Chromium; <c>AMIBLAZOR_CHROMIUM</c> names another. Skips or fails the running test if there is none.</summary>
    public static string Chromium()
    {
        Said(Need.Chromium);
        var named = Environment.GetEnvironmentVariable("AMIBLAZOR_CHROMIUM");
        var path = string.IsNullOrEmpty(named) ? "/usr/bin/chromium" : named;
        Meet(File.Exists(path), $"Chromium is not at {path}: install it, or name it in AMIBLAZOR_CHROMIUM.");
        return path;
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
        if (TestContext.Current.Test is not { } test)
            return;
        var isSaid = test.Traits.TryGetValue(NeedsAttribute.Trait, out var said) && said.Contains(need.ToString(), StringComparer.Ordinal);
        Assert.True(isSaid, $"{test.TestDisplayName} needs {need} and does not say so: put [Needs(Need.{need})] above it, its class or its collection.");
    }

    private static void Meet(bool met, string otherwise)
    {
        if (met)
            return;
        if (string.Equals(Environment.GetEnvironmentVariable("AMIBLAZOR_REQUIRE_ALL"), "1", StringComparison.Ordinal))
            Assert.Fail(otherwise);
        Assert.Skip(otherwise);
    }
}
