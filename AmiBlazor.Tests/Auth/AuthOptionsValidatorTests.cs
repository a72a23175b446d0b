using AmiBlazor.Auth;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth;

public sealed class AuthOptionsValidatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Networks_of_both_kinds_pass() =>
        Assert.Null(Failures(new AuthOptions { TrustedNetworks = ["192.168.1.0/24", "10.1.2.3/8", "fd00:1::/64"] }));

    [Theory]
    [InlineData("")]
    [InlineData("office")]
    [InlineData("192.168.1.5")]
    [InlineData("192.168.1.5/24/1")]
    [InlineData("192.168.1.0/33")]
    public void A_network_is_an_address_with_a_prefix(string network) => Assert.Equal(
        [$"Auth:TrustedNetworks:1 is “{network}”; allowed is a network such as 192.168.1.0/24 or fd00:1::/64."],
        Failures(new AuthOptions { TrustedNetworks = ["10.0.0.0/8", network] }));

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void Everybody_is_no_network(string network) => Assert.Equal(
        [$"Auth:TrustedNetworks:0 is “{network}”, which is everybody; allowed is the network of people who may refresh without an account."],
        Failures(new AuthOptions { TrustedNetworks = [network] }));

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
