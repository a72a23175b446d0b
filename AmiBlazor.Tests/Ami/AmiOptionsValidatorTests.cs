using AmiBlazor.Ami;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiOptionsValidatorTests
{
    [Fact]
    public void No_server_is_allowed() => Assert.True(new AmiOptionsValidator().Validate(null, new AmiOptions()).Succeeded);

    [Fact]
    public void A_server_needs_a_name_a_host_an_account_and_a_secret() => Valid(_ => { });

    [Theory, InlineData(1), InlineData(65535), InlineData(null)]
    public void A_port_is_1_to_65535(int? port) => Valid(server => server.Port = port);

    [Theory, InlineData(0), InlineData(65536), InlineData(-1)]
    public void Another_port_is_refused(int port) =>
        Refused(server => server.Port = port, $"Ami:Servers:1:Port is {port}; allowed is 1 to 65535.");

    [Theory, InlineData(""), InlineData("  "), InlineData("12345678901234567890123456789012345678901")]
    public void A_name_has_1_to_40_characters(string name) =>
        Refused(server => server.Name = name, $"Ami:Servers:1:Name is “{name}”; allowed are 1 to 40 characters on one line, not all blank.");

    [Fact]
    public void A_name_has_one_line() =>
        Refused(server => server.Name = "a\nb", "Ami:Servers:1:Name is “a\uFFFDb”; allowed are 1 to 40 characters on one line, not all blank.");

    [Fact]
    public void A_name_is_unique_whatever_its_case() =>
        Refused(server => server.Name = "FIRST", "Ami:Servers:1:Name is “FIRST”, as an earlier server is called; allowed is a name that no other server has.");

    [Theory, InlineData(""), InlineData(" "), InlineData("two words")]
    public void A_host_is_a_name_or_an_address(string host) =>
        Refused(server => server.Host = host, $"Ami:Servers:1:Host is “{host}”; allowed is the PBX's host name or address.");

    [Theory, InlineData(""), InlineData(" ")]
    public void A_username_is_needed(string username) =>
        Refused(server => server.Username = username, $"Ami:Servers:1:Username is “{username}”; allowed is the name of a manager account, a section of manager.conf.");

    [Theory, InlineData("\r"), InlineData("\n"), InlineData("\0"), InlineData("\u0085")]
    public void A_username_has_one_line(string character) => Refused(
        server => server.Username = "ami" + character + "Action: Originate",
        "Ami:Servers:1:Username is “ami\uFFFDAction: Originate”; allowed is the name of a manager account, a section of manager.conf.");

    [Theory, InlineData("\r"), InlineData("\n"), InlineData("\0")]
    public void A_host_has_one_line(string character) =>
        Refused(server => server.Host = "pbx" + character + "x", "Ami:Servers:1:Host is “pbx\uFFFDx”; allowed is the PBX's host name or address.");

    [Theory, InlineData(null), InlineData("")]
    public void A_secret_or_its_file_is_needed(string? secret) => Refused(
        server => server.Secret = secret,
        "Ami:Servers:1:Secret and Ami:Servers:1:SecretFile are not set; allowed is one of them: the manager account's secret, or the path of a file whose first line it is.");

    [Fact]
    public void A_secret_and_its_file_are_one_too_many() => Refused(
        server => server.SecretFile = "/run/secrets/ami",
        "Ami:Servers:1:Secret and Ami:Servers:1:SecretFile are both set; allowed is one of them: the manager account's secret, or the path of a file whose first line it is.");

    [Fact]
    public void A_secret_has_one_line_and_is_never_shown() => Refused(
        server => server.Secret = "hush\nhush",
        "Ami:Servers:1:Secret (its value is not shown) holds a control character; allowed is the secret as manager.conf has it, on one line.");

    [Fact]
    public void A_secret_file_alone_is_enough() => Valid(server => (server.Secret, server.SecretFile) = (null, "/run/secrets/ami"));

    [Theory, InlineData(false), InlineData(true)]
    public void A_pin_has_64_hexadecimal_digits(bool colons) => Valid(server =>
        (server.Tls, server.TlsCertificateSha256) = (true, colons ? string.Join(':', Enumerable.Repeat("aB", 32)) : new string('0', 64)));

    [Theory, InlineData("00"), InlineData("x000000000000000000000000000000000000000000000000000000000000000")]
    public void Another_pin_is_refused(string pin) => Refused(
        server => (server.Tls, server.TlsCertificateSha256) = (true, pin),
        $"Ami:Servers:1:TlsCertificateSha256 is “{pin}”; allowed are 64 hexadecimal digits, with or without colons, or no such key.");

    [Fact]
    public void A_pin_without_TLS_is_refused() => Refused(
        server => server.TlsCertificateSha256 = new string('0', 64),
        "Ami:Servers:1:Tls is false although Ami:Servers:1:TlsCertificateSha256 is set; allowed is true, or no pinned certificate.");

    [Fact]
    public void An_authentication_that_is_none_is_refused() =>
        Refused(server => server.Authentication = (AmiAuthentication)7, "Ami:Servers:1:Authentication is 7; allowed is Md5 or Plain.");

    [Fact]
    public void Names_are_read_automatically_or_not_at_all()
    {
        Valid(server => server.Names = AmiNames.Off);
        Refused(server => server.Names = (AmiNames)7, "Ami:Servers:1:Names is 7; allowed is auto or off.");
    }

    [Fact]
    public void A_preset_that_is_none_is_refused() =>
        Refused(server => server.Preset = (AmiPreset)7, "Ami:Servers:1:Preset is 7; allowed is None or FreePbx.");

    [Theory]
    [InlineData("", "", "ext-local/1001 ext-local/*721001 ext-local/_2XXX app-dnd/*761001 from-queue/500")]
    [InlineData("freepbx", "", "ext-local/1001")]
    [InlineData("FreePbx", "from-queue", "from-queue/500")]
    [InlineData("none", "ext-local", "ext-local/1001 ext-local/*721001 ext-local/_2XXX")]
    public void What_is_kept_follows_from_preset_and_contexts(string preset, string context, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Preset"] = preset.Length == 0 ? null : preset,
            ["Contexts:0"] = context.Length == 0 ? null : context,
        }.Where(pair => pair.Value is not null)).Build();
        var server = configuration.Get<AmiServerOptions>() ?? new AmiServerOptions();

        var kept = ((string[])["ext-local/1001", "ext-local/*721001", "ext-local/_2XXX", "app-dnd/*761001", "from-queue/500"])
            .Where(row => server.Keeps(row.Split('/')[0], row.Split('/')[1]));

        Assert.Equal(expected, string.Join(' ', kept));
    }

    [Fact]
    public void A_context_has_a_name() =>
        Refused(server => server.Contexts = ["from-internal", " "], "Ami:Servers:1:Contexts:1 is empty; allowed is the name of a dialplan context.");

    [Fact]
    public void Everything_that_is_wrong_is_told()
    {
        var result = Validate(server => (server.Name, server.Host, server.Port) = ("", "", 0));

        Assert.Equal(3, result.Failures!.Count());
    }

    [Fact]
    public void The_section_is_bound_and_validated()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ami:Servers:0:Name"] = "main",
            ["Ami:Servers:0:Host"] = "10.0.0.5",
            ["Ami:Servers:0:Port"] = "70000",
            ["Ami:Servers:0:Username"] = "amiblazor",
            ["Ami:Servers:0:Secret"] = "hush",
            ["Ami:Servers:0:Authentication"] = "Plain",
            ["Ami:Servers:0:Contexts:0"] = "from-internal",
        }).Build();
        using var services = new ServiceCollection().AddLogging().AddAmi(configuration).BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<AmiOptions>>().Value);

        Assert.Equal("Ami:Servers:0:Port is 70000; allowed is 1 to 65535.", failure.Message);
        Assert.NotNull(services.GetRequiredService<AmiConnector>());
    }

    private static void Valid(Action<AmiServerOptions> change) => Assert.Null(Validate(change).FailureMessage);

    private static void Refused(Action<AmiServerOptions> change, string message) => Assert.Equal([message], Validate(change).Failures!);

    private static ValidateOptionsResult Validate(Action<AmiServerOptions> change)
    {
        var server = Server("second");
        change(server);
        return new AmiOptionsValidator().Validate(null, new AmiOptions { Servers = [Server("first"), server] });
    }

    private static AmiServerOptions Server(string name) => new() { Name = name, Host = "10.0.0.5", Username = "amiblazor", Secret = "hush" };
}
