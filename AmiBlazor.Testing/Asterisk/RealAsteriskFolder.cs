using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.Sqlite;

namespace AmiBlazor.Testing.Asterisk;

/// <summary>
/// The folder of one Asterisk inside its root. It contains everything that Asterisk reads and writes, so that several instances can run
/// from one root and leave nothing behind.
/// </summary>
internal sealed class RealAsteriskFolder
{
    /// <summary>
    /// The account of <see cref="RealAsterisk"/> itself: sets device states, reloads the dialplan, reads the command line's answers.
    /// </summary>
    public static readonly RealAsteriskAccount Control = new("control", "call,system", "all")
    {
        Secret = RandomNumberGenerator.GetHexString(24, lowercase: true) + Canary.Word,
    };

    /// <summary>What it needs to know endpoints; calls need more.</summary>
    private static readonly string[] PjsipModules =
        ["res_sorcery_config", "res_sorcery_memory", "res_sorcery_astdb", "res_pjproject", "res_pjsip", "func_pjsip_endpoint"];

    private readonly string _root;
    private readonly string _inside = "/tmp/amiblazor-" + Guid.NewGuid().ToString("N")[..12];
    private readonly RealAsteriskSettings _settings;

    public RealAsteriskFolder(string root, RealAsteriskSettings settings)
    {
        _root = root;
        _settings = settings;
        foreach (var name in (string[])["etc", "var", "run", "log", "spool", "cache"])
            Directory.CreateDirectory(Path.Combine(Outside, name));
        // Debian's Asterisk 16 and 22 have different module folders.
        string[] folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"];
        var modules = folders.Select(folder => folder + "/asterisk/modules").First(path => File.Exists(root + path + "/pbx_config.so"));
        Write("asterisk.conf", $"""
            [directories]
            astetcdir => {_inside}/etc
            astmoddir => {modules}
            astvarlibdir => {_inside}/var
            astdbdir => {_inside}/var
            astkeydir => {_inside}/var
            astdatadir => /usr/share/asterisk
            astagidir => {_inside}/spool
            astspooldir => {_inside}/spool
            astrundir => {_inside}/run
            astlogdir => {_inside}/log
            astcachedir => {_inside}/cache
            [options]
            nocolor = yes
            """);
        // Hints, settable device states and their events need no other modules; all modules would start twenty times slower.
        string[] loaded = ["pbx_config", "func_devstate", "res_manager_devicestate", .. settings.Endpoints.Count > 0 ? PjsipModules : [], .. settings.Modules];
        Write("modules.conf", string.Join('\n', [
            "[modules]",
            "autoload = no",
            .. settings.Telephony?.ModuleLines ?? [],
            .. loaded.Select(module => $"load = {module}.so"),
        ]));
        if (settings.Endpoints.Count > 0)
            Write("pjsip.conf", string.Join('\n', settings.Endpoints.Select(endpoint => $"[{endpoint.Name}]\ntype = endpoint\ncallerid = {endpoint.CallerId}")));
        Write("logger.conf", """
            [general]
            [logfiles]
            console => warning,error
            """);
        foreach (var (name, content) in settings.Files) Write(name, content);
        if (settings.Tls) CertificateSha256 = WriteCertificate();
        WriteDialplan(settings.Hints);
    }

    /// <summary>The folder as seen from outside the root.</summary>
    public string Outside => _root + _inside;

    /// <summary>The configuration as Asterisk sees it.</summary>
    public string Configuration => _inside + "/etc/asterisk.conf";

    /// <summary>SHA-256 of the TLS certificate; null without TLS.</summary>
    public string? CertificateSha256 { get; }

    /// <param name="port">The plain port.</param>
    /// <param name="tlsPort">The TLS port; null without TLS.</param>
    /// <param name="accounts">The accounts, if they differ from the settings.</param>
    public void WriteManager(int port, int? tlsPort, IEnumerable<RealAsteriskAccount>? accounts = null) =>
        Write("manager.conf", string.Join('\n', [
            "[general]",
            "enabled = yes",
            "bindaddr = 127.0.0.1",
            $"port = {port}",
            .. _settings.ManagerLines,
            .. tlsPort is null ? (IEnumerable<string>)[] :
            [
                "tlsenable = yes",
                $"tlsbindaddr = 127.0.0.1:{tlsPort}",
                $"tlscertfile = {_inside}/etc/certificate.pem",
                $"tlsprivatekey = {_inside}/etc/certificate.pem",
            ],
            .. (accounts ?? _settings.Accounts).Append(Control).SelectMany(account => (IEnumerable<string>)[
                $"[{account.Name}]", $"secret = {account.Secret}", $"read = {account.Read}", $"write = {account.Write}", .. account.Lines]),
        ]));

    public void WriteDialplan(IEnumerable<(string Context, string Exten, string Hint)> hints) =>
        Write("extensions.conf", string.Join('\n',
            hints.GroupBy(hint => hint.Context, StringComparer.Ordinal)
                .SelectMany(context => context.Select(hint => $"exten => {hint.Exten},hint,{hint.Hint}").Prepend($"[{context.Key}]"))
                .Concat(_settings.Telephony?.Dialplan(hints.Select(hint => hint.Context)) ?? [])));

    /// <summary>Writes what the phones need.</summary>
    /// <param name="sipPort">The UDP port on which they reach Asterisk.</param>
    public void WriteTelephony(int sipPort)
    {
        foreach (var (name, content) in _settings.Telephony?.Files(sipPort) ?? []) Write(name, content);
    }

    /// <summary>Writes custom device states to Asterisk's database. Call only while Asterisk is not running.</summary>
    public void WriteStates(IEnumerable<(string Device, string State)> states)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(Outside, "var", "astdb.sqlite3"), Pooling = false };
        using var database = new SqliteConnection(file.ConnectionString);
        database.Open();
        foreach (var (device, state) in states)
        {
            using var command = database.CreateCommand();
            command.CommandText = "REPLACE INTO astdb (key, value) VALUES ($key, $value)";
            command.Parameters.AddWithValue("$key", device.Replace("Custom:", "/CustomDevstate/", StringComparison.Ordinal));
            command.Parameters.AddWithValue("$value", state);
            command.ExecuteNonQuery();
        }
    }

    public void Delete() => Directory.Delete(Outside, recursive: true);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(Outside, "etc", name), content + "\n");

    private string WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=pbx.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        Write("certificate.pem", certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
