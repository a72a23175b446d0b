using AmiBlazor.Auth.Passwords;

namespace AmiBlazor.Tests.Auth.Passwords;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData("many small words in a row")]
    [InlineData("correct horse battery")]
    [InlineData("Tr0ub4dor&3xyz")]
    [InlineData("kaffee um halb vier")]
    [InlineData("9f86d081884c7d659a2f")]
    [InlineData("602384915738")]
    [InlineData("ada liebt lange Züge")]
    [InlineData("amiblazor kann das gut")]
    public void A_long_uncommon_password_is_accepted(string password) => Assert.Null(PasswordPolicy.Problem("ada", password));

    [Theory]
    [InlineData("administrator")]
    [InlineData("AdminisTrator")]
    [InlineData("password1234")]
    [InlineData("Password2026!!!")]
    [InlineData("passwordpassword")]
    [InlineData("dragondragondragon")]
    [InlineData("dragon1dragon1")]
    [InlineData("letmein!!!!!!!")]
    [InlineData("aaaaaaaaaaaaaa")]
    [InlineData("            ")]
    [InlineData("xyzxyzxyzxyz")]
    [InlineData("121212121212")]
    [InlineData("abcdefghijkl")]
    [InlineData("lkjihgfedcba")]
    [InlineData("123456789012")]
    [InlineData("210987654321")]
    [InlineData("qwertyuiop12")]
    [InlineData("QWERTZUIOPasdf")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("1q2w3e4r5t6y7u")]
    [InlineData("qwertyuiopasdfghjkl")]
    [InlineData("abcdefgh!2026")]
    [InlineData("iloveyou1234567")]
    public void A_common_password_is_refused(string password) => Assert.Equal(
        "This password, or a very similar one, is on the lists that attackers try. A phrase of several words works well.",
        Sentence("ada", password));

    [Theory]
    [InlineData("Josephine", "josephine2026", "user name")]
    [InlineData("Josephine", "!!Josephine!josephine", "user name")]
    [InlineData("Josephine", "passwordJosephine", "user name")]
    [InlineData("ada", "amiblazor2026", "name of this program")]
    [InlineData("ada", "AmiBlazorAmiBlazor", "name of this program")]
    public void A_password_that_is_little_more_than_a_name_is_refused(string userName, string password, string part) => Assert.Equal(
        $"The password is too similar to the {part}. A phrase of several words works well.", Sentence(userName, password));

    [Theory]
    [InlineData(null, "Enter a password.")]
    [InlineData("", "Enter a password.")]
    [InlineData("eleven char", "The password has 11 characters; at least 12 are required. A phrase of several words works well.")]
    public void A_password_that_is_too_short_is_refused(string? password, string expected) => Assert.Equal(expected, Sentence("ada", password));

    [Fact]
    public void A_password_that_is_too_long_is_refused() => Assert.Equal(
        "The password has 257 characters; at most 256 are allowed.", Sentence("ada", new string('x', 257)));

    [Fact]
    public void Every_line_of_the_list_is_found_and_the_list_is_sorted()
    {
        using var file = typeof(CommonPasswords).Assembly.GetManifestResourceStream("AmiBlazor.Auth.Passwords.CommonPasswords.txt")!;
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n')[..^1];

        Assert.True(lines.Length > 30_000);
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
        Assert.All(lines, line => Assert.True(CommonPasswords.Contains(line)));
        Assert.False(CommonPasswords.Contains(""));
        Assert.False(CommonPasswords.Contains("no such password"));
        Assert.False(CommonPasswords.Contains("~~~~~~~~~~~"));
    }

    private static string? Sentence(string userName, string? password) =>
        PasswordPolicy.Problem(userName, password) is { } problem ? FormattableString.Invariant(problem) : null;
}
