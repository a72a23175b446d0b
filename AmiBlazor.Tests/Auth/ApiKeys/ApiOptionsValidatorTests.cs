using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth.ApiKeys;

public sealed class ApiOptionsValidatorTests : IDisposable
{
    private const string Good = "0123456789abcdefghijklmn";

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;

    public void Dispose() => TestFolder.Delete(_folder);

    [Fact]
    public void Keys_of_every_role_are_valid()
    {
        Assert.Null(Failures(
            new() { Name = "a", Key = Good, Role = "Viewer" },
            new() { Name = new string('b', 40), Key = Good + "2", Role = "Supervisor" },
            new() { Name = "c", Key = new string('x', 512), Role = "Administrator" }));
    }

    [Fact]
    public void A_key_that_acts_on_calls_is_a_supervisors_or_an_administrators()
    {
        Assert.Null(Failures(
            new() { Name = "a", Key = Good, Role = "Supervisor", Control = true }, new() { Name = "b", Key = Good + "2", Role = "Administrator", Control = true }));
        Fails(
            "Api:Keys:0:Control is true, but Api:Keys:0:Role is Viewer; allowed with Control is Supervisor or Administrator.",
            new ApiKeyOptions { Name = "a", Key = Good, Role = "Viewer", Control = true });
    }

    [Fact]
    public void A_key_may_be_the_first_line_of_a_file_relative_to_the_content_root()
    {
        File.WriteAllText(Path.Combine(_folder, "key"), Good + "\nsecond line\n");

        Assert.Null(Failures(new ApiKeyOptions { Name = "a", KeyFile = "key", Role = "Viewer" }));
    }

    [Fact]
    public void A_key_without_a_name_is_refused() => Fails(
        "Api:Keys:0:Name is “”; allowed are 1 to 40 characters, none of them a control character.",
        new ApiKeyOptions { Key = Good, Role = "Viewer" });

    [Fact]
    public void A_name_that_the_configuration_sets_to_null_is_refused() => Fails(
        "Api:Keys:0:Name is “”; allowed are 1 to 40 characters, none of them a control character.",
        new ApiKeyOptions { Name = null!, Key = Good, Role = "Viewer" });

    [Fact]
    public void A_name_has_at_most_40_characters() => Fails(
        $"Api:Keys:0:Name is “{new string('n', 41)}”; allowed are 1 to 40 characters, none of them a control character.",
        new ApiKeyOptions { Name = new string('n', 41), Key = Good, Role = "Viewer" });

    [Fact]
    public void A_name_has_no_control_character() => Fails(
        "Api:Keys:0:Name is “ab”; allowed are 1 to 40 characters, none of them a control character.",
        new ApiKeyOptions { Name = "a\nb", Key = Good, Role = "Viewer" });

    [Fact]
    public void Names_are_unique_in_any_case() => Fails(
        "Api:Keys:1:Name is “Script”, as Api:Keys:0:Name is already; allowed is a name that no other key has.",
        new ApiKeyOptions { Name = "script", Key = Good, Role = "Viewer" },
        new ApiKeyOptions { Name = "Script", Key = Good + "2", Role = "Viewer" });

    [Theory]
    [InlineData("")]
    [InlineData("supervisor")]
    [InlineData("Root")]
    public void A_role_is_one_of_three(string role) => Fails(
        $"Api:Keys:0:Role is “{role}”; allowed is Viewer, Supervisor or Administrator.",
        new ApiKeyOptions { Name = "a", Key = Good, Role = role });

    [Fact]
    public void A_key_is_needed() => Fails(
        "Api:Keys:0:Key is missing; give Api:Keys:0:Key or Api:Keys:0:KeyFile.",
        new ApiKeyOptions { Name = "a", Role = "Viewer" });

    [Fact]
    public void A_key_comes_from_one_place() => Fails(
        "Api:Keys:0:Key and Api:Keys:0:KeyFile are both given; give one of them.",
        new ApiKeyOptions { Name = "a", Key = Good, KeyFile = "key", Role = "Viewer" });

    [Theory]
    [InlineData(23)]
    [InlineData(513)]
    public void A_key_has_24_to_512_characters(int length) => Fails(
        $"Api:Keys:0:Key gives a key of {length} characters; allowed are 24 to 512. A good one: openssl rand -hex 32",
        new ApiKeyOptions { Name = "a", Key = new string('k', length), Role = "Viewer" });

    [Theory]
    [InlineData("0123456789 abcdefghijklmn")]
    [InlineData("0123456789äabcdefghijklmn")]
    [InlineData("0123456789\u0007abcdefghijklmn")]
    public void A_key_has_only_what_a_header_can_carry(string key) => Fails(
        "Api:Keys:0:Key gives a key with a space or a character beyond ASCII; allowed are letters, digits and ASCII signs.",
        new ApiKeyOptions { Name = "a", Key = key, Role = "Viewer" });

    [Fact]
    public void Two_names_cannot_share_a_key() => Fails(
        "Api:Keys:1:Key gives the same key as Api:Keys:0; allowed is a key of its own for each name.",
        new ApiKeyOptions { Name = "a", Key = Good, Role = "Viewer" },
        new ApiKeyOptions { Name = "b", Key = Good, Role = "Administrator" });

    [Fact]
    public void A_key_file_must_be_readable() => Fails(
        "Api:Keys:0:KeyFile is “missing”, which cannot be read; allowed is a file whose first line is the key. "
            + $"Could not find file '{Path.Combine(_folder, "missing")}'.",
        new ApiKeyOptions { Name = "a", KeyFile = "missing", Role = "Viewer" });

    [Fact]
    public void An_empty_key_file_is_reported()
    {
        File.WriteAllText(Path.Combine(_folder, "empty"), "");

        Fails(
            "Api:Keys:0:KeyFile is “empty”, which cannot be read; allowed is a file whose first line is the key. The first line of “empty” is empty.",
            new ApiKeyOptions { Name = "a", KeyFile = "empty", Role = "Viewer" });
    }

    [Fact]
    public void No_message_holds_a_key()
    {
        var failures = Failures(
            new() { Name = "", Key = "canary-canary", Role = "?" },
            new() { Name = "b", Key = "canary canary canary canary", Role = "Viewer" },
            new() { Name = "c", Key = "canary-canary-canary-canary", Role = "Viewer" },
            new() { Name = "d", Key = "canary-canary-canary-canary", Role = "Viewer" });

        Assert.DoesNotContain("canary", string.Join('\n', failures!), StringComparison.Ordinal);
    }

    private void Fails(string message, params ApiKeyOptions[] keys) => Assert.Equal([message], Failures(keys));

    private IEnumerable<string>? Failures(params ApiKeyOptions[] keys) =>
        new ApiOptionsValidator(new TestEnvironment(_folder)).Validate(name: null, new ApiOptions { Keys = [.. keys] }).Failures;
}
