using AmiBlazor.Auth;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth;

public sealed class AuthOptionsValidatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_default_passes() => Assert.Null(Failures(new AuthOptions()));

    [Fact]
    public void The_folder_of_cookie_keys_is_needed() => Assert.Equal(
        ["Auth:KeyFolder is empty; allowed is the path of a folder, relative to the content root or absolute."],
        Failures(new AuthOptions { KeyFolder = " " }));

    [Fact]
    public void The_folder_of_cookie_keys_must_be_usable()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");

        var failure = Assert.Single(Failures(new AuthOptions { KeyFolder = "file/keys" })!);

        Assert.StartsWith(
            "Auth:KeyFolder is “file/keys”, which cannot be used; allowed is a folder that AmiBlazor may write. ", failure, StringComparison.Ordinal);
    }

    private IEnumerable<string>? Failures(AuthOptions options) => new AuthOptionsValidator(new TestEnvironment(_folder)).Validate(name: null, options).Failures;
}
