using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Data;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Auth.Cookies;

public sealed class AuthOptionsValidatorTests : IDisposable
{
    private const string Allowed = "allowed is a PFX file with an RSA certificate and its private key";
    private const string Passwords = ", its password in Auth:KeyCertificatePassword or Auth:KeyCertificatePasswordFile. ";

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;
    private readonly ClusterOptions _cluster = new();

    public void Dispose() => TestFolder.Delete(_folder);

    [Fact]
    public void The_default_is_valid() => Assert.Null(Failures(new AuthOptions()));

    [Fact]
    public void The_folder_of_data_protection_keys_is_required() => Assert.Equal(
        ["Auth:KeyFolder is empty; allowed is the path of a folder, relative to the content root or absolute."],
        Failures(new AuthOptions { KeyFolder = " " }));

    [Fact]
    public void The_folder_of_data_protection_keys_must_be_writable()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");

        var failure = Assert.Single(Failures(new AuthOptions { KeyFolder = "file/keys" })!);

        Assert.StartsWith(
            "Auth:KeyFolder is “file/keys”, which cannot be used; allowed is a folder that AmiBlazor may write. ", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.pfx", "canary", null, "Auth:KeyCertificate is “missing.pfx”, which cannot be opened; " + Allowed + Passwords)]
    [InlineData("good.pfx", "canary", null, "Auth:KeyCertificate is “good.pfx”, which cannot be opened; ")]
    [InlineData("good.pfx", null, "missing", "Auth:KeyCertificate is “good.pfx”, which cannot be opened; ")]
    [InlineData(
        "good.pfx", null, "empty",
        "Auth:KeyCertificate is “good.pfx”, which cannot be opened; " + Allowed + Passwords + "The first line of “empty” is empty.")]
    [InlineData("good.pfx", "canary", "file", "Auth:KeyCertificatePassword and Auth:KeyCertificatePasswordFile are both given; give one of them.")]
    [InlineData("curve.pfx", "right", null, "Auth:KeyCertificate is “curve.pfx”, whose certificate has no private RSA key; " + Allowed + ".")]
    [InlineData(null, "canary", null, "Auth:KeyCertificatePassword is given without Auth:KeyCertificate; name the PFX file that it opens.")]
    public void A_certificate_must_be_usable_and_its_password_is_in_no_message(string? file, string? password, string? passwordFile, string begins)
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(_folder, "empty"), "");
        Write("good.pfx", new CertificateRequest("CN=good", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Write("curve.pfx", new CertificateRequest("CN=curve", curve, HashAlgorithmName.SHA256));

        var options = new AuthOptions { KeyCertificate = file, KeyCertificatePassword = password, KeyCertificatePasswordFile = passwordFile };
        var failure = Assert.Single(Failures(options)!);

        Assert.StartsWith(begins, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_needs_a_certificate_and_no_folder()
    {
        _cluster.Enabled = true;

        Assert.Equal(
            [
                "Auth:KeyCertificate is not set, but Cluster:Enabled is true, and the nodes have their data protection keys in the database; "
                + Allowed + " that encrypts them, the same on all nodes.",
            ],
            Failures(new AuthOptions { KeyFolder = "" }));
    }

    private void Write(string file, CertificateRequest request)
    {
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllBytes(Path.Combine(_folder, file), certificate.Export(X509ContentType.Pfx, "right"));
    }

    private IEnumerable<string>? Failures(AuthOptions options) =>
        new AuthOptionsValidator(new TestEnvironment(_folder), Options.Create(_cluster), TimeProvider.System).Validate(name: null, options).Failures;
}
