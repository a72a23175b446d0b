using AmiBlazor.Hosting;

namespace AmiBlazor.Tests.Hosting;

public sealed class ReverseProxyOptionsValidatorTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("192.0.2.0/28")]
    [InlineData("::1")]
    [InlineData("2001:db8::/64")]
    [InlineData("::ffff:192.0.2.7")]
    public void Addresses_and_networks_are_valid(string network) => Assert.Null(Failures(network));

    [Fact]
    public void An_empty_list_is_valid() => Assert.Null(Failures());

    [Theory]
    [InlineData("")]
    [InlineData("proxy.example")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("192.0.2.7/28")]
    [InlineData("192.0.2.0/33")]
    [InlineData("::ffff:192.0.2.0/124")]
    [InlineData("192.0.2.7, 192.0.2.8")]
    public void Anything_else_is_reported(string network) => Assert.Equal(
        [$"ReverseProxy:Networks:1 is “{network}”; allowed is an address such as 192.0.2.7, or a network that begins where it says, such as 192.0.2.0/28."],
        Failures("127.0.0.1", network));

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void A_network_of_everybody_is_refused(string network) => Assert.Equal(
        [
            $"ReverseProxy:Networks:0 is “{network}”, which is every address: any sender could claim any address. "
            + "Give only the addresses of your reverse proxies.",
        ],
        Failures(network));

    [Theory]
    [InlineData("")]
    [InlineData("/ami")]
    [InlineData("/phones/board-2")]
    public void A_sub_path_is_valid(string path) =>
        Assert.True(new ReverseProxyOptionsValidator().Validate(null, new() { PathBase = path }).Succeeded);

    [Theory]
    [InlineData("ami")]
    [InlineData("/")]
    [InlineData("/ami/")]
    [InlineData("//ami")]
    [InlineData("/ami/../x")]
    [InlineData("/a b")]
    [InlineData("/ami?x")]
    public void Another_form_of_a_sub_path_is_reported(string path) => Assert.Equal(
        $"ReverseProxy:PathBase is “{path}”; allowed is a path such as /ami that begins with / and does not end with it, of letters, digits, and - _ . ~ between single slashes.",
        Assert.Single(new ReverseProxyOptionsValidator().Validate(null, new() { PathBase = path }).Failures!));

    [Theory]
    [InlineData("/api")]
    [InlineData("/Accounts/x")]
    public void A_sub_path_that_is_an_address_of_the_program_is_reported(string path) => Assert.Contains(
        "is an address of AmiBlazor itself; choose another sub-path.",
        Assert.Single(new ReverseProxyOptionsValidator().Validate(null, new() { PathBase = path }).Failures!),
        StringComparison.Ordinal);

    private static IEnumerable<string>? Failures(params string[] networks) =>
        new ReverseProxyOptionsValidator().Validate(name: null, new ReverseProxyOptions { Networks = [.. networks] }).Failures;
}
