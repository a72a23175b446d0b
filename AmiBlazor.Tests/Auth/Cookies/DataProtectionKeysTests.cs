using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AmiBlazor.Tests.Auth.Cookies;

[Needs(Need.Time)]
public sealed class DataProtectionKeysTests : IDisposable
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Password = "canary password of a certificate";

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => TestFolder.Delete(_folder);

    [Fact]
    public async Task Data_protection_keys_outlive_the_process_and_only_this_account_can_read_them()
    {
        await using var app = await AmiBlazorApp.StartAsync(("ConnectionStrings:AmiBlazor", "Data Source=App_Data/amiblazor.db"));

        await app.BrowserAsync();

        var folder = Path.Combine(app.Folder, "App_Data", "keys");
        Assert.NotEmpty(Directory.GetFiles(folder, "key-*.xml"));
        Assert.DoesNotContain(app.Logs, IsWarning);
        if (OperatingSystem.IsWindows()) return;
        Assert.All([Path.Combine(app.Folder, "App_Data"), folder], path => Assert.Equal(OwnFolder, Mode(path)));
        Assert.All([.. Directory.GetFiles(folder), .. Directory.GetFiles(Path.Combine(app.Folder, "App_Data"))], path => Assert.Equal(OwnFile, Mode(path)));
    }

    [Fact]
    public async Task A_certificate_encrypts_the_keys_and_decrypts_them_after_a_restart()
    {
        await using var before = await AmiBlazorApp.StartAsync(Certified("one"));
        var cookie = await before.CookieAsync(Roles.Viewer);

        before.LetGo();
        await using var after = await AmiBlazorApp.StartAsync([.. before.Kept, .. Certified("one")]);

        var key = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(before.Folder, "App_Data", "keys"))), Token);
        Assert.Contains("<EncryptedData", key, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(after, cookie));
        Assert.DoesNotContain(after.Logs, IsWarning);
    }

    [Fact]
    public async Task A_replaced_certificate_still_decrypts_the_keys_that_it_encrypted()
    {
        await using var before = await AmiBlazorApp.StartAsync(Certified("one"));
        var cookie = await before.CookieAsync(Roles.Viewer);

        before.LetGo();
        await using var after = await AmiBlazorApp.StartAsync([.. before.Kept, .. Certified("two"), .. Certified("one", "Old")]);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(after, cookie));
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("two", "another certificate")]
    public async Task Without_the_certificate_the_start_ends_with_one_line(string? other, string state)
    {
        var keys = Path.Combine(_folder, "keys");
        await using (var before = await AmiBlazorApp.StartAsync([("Auth:KeyFolder", keys), .. Certified("one")]))
            await before.CookieAsync(Roles.Viewer);

        var (exitCode, output, error) = await AppProcess.RunAsync([], [("Auth:KeyFolder", keys), .. other is null ? [] : Certified(other)]);

        Assert.Equal(
            $"Auth:KeyCertificate is {state}: a key in “{keys}” is encrypted with the certificate “CN=one”. "
            + "Name it there, or as Auth:OldKeyCertificate where it has been replaced; or delete the keys, and everybody has to sign in again.\n",
            error);
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static async Task<HttpStatusCode> StatusAsync(AmiBlazorApp app, Cookie cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/extensions") { Headers = { { "Cookie", $"{cookie.Name}={cookie.Value}" } } };
        using var response = await app.Client().SendAsync(request, Token);
        return response.StatusCode;
    }

    /// <summary>The settings of the certificate of this name, which is made if there is none.</summary>
    private (string Key, string Value)[] Certified(string name, string which = "")
    {
        var file = Path.Combine(_folder, name + ".pfx");
        var passwordFile = Path.Combine(_folder, "password");
        if (!File.Exists(file))
        {
            using var rsa = RSA.Create(2048);
            using var certificate = new CertificateRequest("CN=" + name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, Password));
            File.WriteAllText(passwordFile, Password + "\n");
        }

        return [($"Auth:{which}KeyCertificate", file), ($"Auth:{which}KeyCertificatePasswordFile", passwordFile)];
    }

    private static bool IsWarning(FakeLogRecord line) =>
        line.Level >= LogLevel.Warning && line.Category!.Contains("DataProtection", StringComparison.Ordinal);
}
