using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Cluster;

/// <summary>A node whose settings are wrong ends with one line.</summary>
[Needs(Need.PostgreSql)]
[Needs(Need.Time)]
public sealed class ClusterConfigurationTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-wrong-").FullName;

    public void Dispose() => TestFolder.Delete(_folder);

    [Theory]
    [InlineData(
        "Database:Provider", "Sqlite",
        "Cluster:Enabled is true, but Database:Provider is Sqlite, which serves one program alone. "
        + "Configure PostgreSql for several nodes, or set Cluster:Enabled to false.")]
    [InlineData("Cluster:Address", "", "Cluster:Address is not set; allowed is the IP address at which the other nodes reach this one, such as 10.0.0.1.")]
    [InlineData("Cluster:Address", "0.0.0.0", "Cluster:Address is '0.0.0.0'; allowed is the IP address at which the other nodes reach this one, such as 10.0.0.1.")]
    [InlineData(
        "Auth:KeyCertificate", "",
        "Auth:KeyCertificate is not set, but Cluster:Enabled is true, and the nodes have their data protection keys in the database; "
        + "allowed is a PFX file with an RSA certificate and its private key that encrypts them, the same on all nodes.")]
    public async Task A_wrong_setting_is_told_before_anything_is_done(string key, string value, string line)
    {
        // No server need be there.
        var database = key == "Database:Provider" ? "Data Source=amiblazor.db" : "Host=127.0.0.1;Port=1;Database=none;Username=nobody";

        var (exitCode, _, error) = await AppProcess.RunAsync([], [.. ClusterSettings.Of(database, KeyCertificate.Make(_folder)), (key, value)]);

        Assert.Equal(line + "\n", error);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_node_with_another_certificate_than_the_others_does_not_start()
    {
        var database = server.NewDatabase();
        await using (await AmiBlazorApp.StartAsync(ClusterSettings.Of(database, KeyCertificate.Make(_folder))))
        {
            // Makes the first key.
        }

        var (exitCode, _, error) = await AppProcess.RunAsync([], ClusterSettings.Of(database, KeyCertificate.Make(_folder)));

        Assert.Equal(
            "Auth:KeyCertificate is another certificate: a key in the database is encrypted with the certificate “CN=AmiBlazor”. "
            + "Name it there, as on the other nodes, or as Auth:OldKeyCertificate where it has been replaced; "
            + "or delete the keys, and everybody has to sign in again.\n",
            error);
        Assert.Equal(1, exitCode);
    }
}
