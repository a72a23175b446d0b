using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Testing.Asterisk;

/// <summary>
/// A real Asterisk on a loopback port with its own configuration and folder, so that any number can run in parallel. Ends with
/// <see cref="DisposeAsync"/>. Starting takes less than half a second even with 2,000 hints, so every test may have its own.
/// </summary>
internal sealed class RealAsterisk : IAsyncDisposable
{
    private const string Chroot = "/usr/sbin/chroot";

    private readonly string _root;
    private readonly RealAsteriskFolder _folder;
    private readonly RealAsteriskSettings _settings;
    private RealAsteriskProcess? _process;
    private RawAmi? _control;

    private RealAsterisk(string root, RealAsteriskSettings settings)
    {
        _root = root;
        _settings = settings;
        _folder = new RealAsteriskFolder(root, settings);
    }

    public int Port { get; private set; }

    /// <summary>The id of its process while it is running.</summary>
    public int ProcessId => Process.Id;

    public int TlsPort { get; private set; }

    /// <summary>The UDP port on which phones reach it; 0 without <see cref="RealAsteriskSettings.Telephony"/>.</summary>
    public int SipPort { get; private set; }

    /// <summary>Its folder, deleted on disposal.</summary>
    public string FolderPath => _folder.Outside;

    /// <inheritdoc cref="RealAsteriskFolder.CertificateSha256"/>
    public string? CertificateSha256 => _folder.CertificateSha256;

    private RawAmi Control => _control ?? throw new InvalidOperationException("Asterisk is not running.");

    private RealAsteriskProcess Process => _process ?? throw new InvalidOperationException("Asterisk is not running.");

    /// <summary>Why it cannot be started on this machine; null if it can.</summary>
    /// <param name="version">Main version: a folder of <c>.ci/install-asterisk</c>.</param>
    public static string? Absence(int version)
    {
        var root = Root(version);
        return
            !File.Exists(Path.Combine(root, ".complete")) ? $"Asterisk {version} is not unpacked in {root}: run .ci/install-asterisk."
            : !Environment.IsPrivilegedProcess ? $"Asterisk {version} runs in a chroot, which needs root."
            : !File.Exists(Chroot) ? $"Asterisk {version} runs in a chroot, and {Chroot} is missing."
            : null;
    }

    /// <summary>Starts an Asterisk and returns when it is ready.</summary>
    /// <param name="version">16 or 22; this machine must have it (<see cref="Absence"/>).</param>
    /// <param name="settings">Accounts, hints, TLS; null for one account and three hints.</param>
    public static async Task<RealAsterisk> StartAsync(int version, RealAsteriskSettings? settings = null)
    {
        var asterisk = new RealAsterisk(Root(version), settings ?? new RealAsteriskSettings());
        try
        {
            await asterisk.StartOnFreePortAsync();
            return asterisk;
        }
        catch
        {
            await asterisk.DisposeAsync();
            throw;
        }
    }

    /// <summary>The product's options for it, with the first account unless another is given.</summary>
    public AmiServerOptions Server(string? account = null)
    {
        var used = account is null
            ? _settings.Accounts[0]
            : _settings.Accounts.Single(one => string.Equals(one.Name, account, StringComparison.Ordinal));
        return new() { Name = "real", Host = "127.0.0.1", Port = Port, Username = used.Name, Secret = used.Secret };
    }

    /// <summary>Gives a device another state (<c>INUSE</c>, <c>RINGING</c>, …) and returns when its hints show it.</summary>
    /// <param name="device">A custom device with a hint, such as <c>Custom:1003</c>.</param>
    /// <param name="state">Must change the hint's status, because the method waits for the change.</param>
    public async Task SetStateAsync(string device, string state)
    {
        var control = Control;
        control.Drain();
        await SendStateAsync(device, state);

        // ExtensionStateList reports the hint's state, which follows the device's with a short delay.
        await control.ReadUntilAsync(message =>
            message["Event"] is "ExtensionStatus" && message["Hint"]?.Split('&').Contains(device, StringComparer.Ordinal) is true);
    }

    /// <summary>Sets another state without waiting: Asterisk may be frozen.</summary>
    public Task SendStateAsync(string device, string state) => SendValueAsync($"DEVICE_STATE({device})", state);

    /// <summary>Writes to a function of the dialplan, such as <c>PRESENCE_STATE(CustomPresence:1001)</c>, without waiting.</summary>
    public Task SendValueAsync(string function, string value) => Control.SendAsync("Action: Setvar", "Variable: " + function, "Value: " + value);

    /// <summary>Sets the states for the next start after <see cref="KillAsync"/>, because Asterisk may not have saved its own.</summary>
    public void KeepStates(params (string Device, string State)[] states) => _folder.WriteStates(states);

    /// <summary>Devices and status of every hint, as listed by Asterisk itself.</summary>
    public async Task<Dictionary<(string Context, string Exten), (string Hint, int Status)>> ListAsync() =>
        (await ListAsync("ExtensionStateList", "ExtensionStatus"))
            .GroupBy(row => (row["Context"]!, row["Exten"]!), row => (row["Hint"]!, int.Parse(row["Status"]!, CultureInfo.InvariantCulture)))
            .ToDictionary(rows => rows.Key, rows => rows.Last());

    /// <summary>The states of all devices that Asterisk lists: those that have one.</summary>
    public async Task<Dictionary<string, string>> ListDevicesAsync() =>
        (await ListAsync("DeviceStateList", "DeviceStateChange")).ToDictionary(row => row["Device"]!, row => row["State"]!, StringComparer.Ordinal);

    /// <summary>Replaces the dialplan's hints without a reload.</summary>
    public void WriteHints(IEnumerable<(string Context, string Exten, string Hint)> hints) => _folder.WriteDialplan(hints);

    /// <summary>Replaces the dialplan's hints and reloads it.</summary>
    public async Task ReloadAsync(IEnumerable<(string Context, string Exten, string Hint)> hints, string command = "dialplan reload")
    {
        WriteHints(hints);
        await CommandAsync(command);
    }

    /// <summary>Replaces the manager accounts and reloads them. Open sessions keep their rights.</summary>
    public async Task GrantAsync(params RealAsteriskAccount[] accounts)
    {
        _folder.WriteManager(Port, TlsPort == 0 ? null : TlsPort, accounts);
        await CommandAsync("manager reload");
    }

    /// <summary>Runs a CLI command and returns its output.</summary>
    public async Task<IReadOnlyList<string>> CommandAsync(string command)
    {
        var actionId = Guid.NewGuid().ToString();
        await Control.SendAsync("Action: Command", "ActionID: " + actionId, "Command: " + command);
        var answer = await Control.ReadUntilAsync(message => string.Equals(message["ActionID"], actionId, StringComparison.Ordinal));
        // Asterisk writes the output to a file, which it deletes after the answer: a kill right now would leave it behind.
        await Control.SendAsync("Action: Ping");
        await Control.ReadUntilAsync(message => message["Ping"] is not null);
        return [.. from header in answer.Headers where string.Equals(header.Key, "Output", StringComparison.Ordinal) select header.Value];
    }

    /// <summary>Another connection of its own account, on which a test sees the events of calls.</summary>
    public async Task<RawAmi> WatchAsync()
    {
        var watcher = await RawAmi.ConnectAsync(Port);
        var account = RealAsteriskFolder.Control;
        await watcher.SendAsync("Action: Login", "Username: " + account.Name, "Secret: " + account.Secret, "Events: call");
        var answer = await watcher.ReadAsync();
        if (answer?["Message"] is not "Authentication accepted")
            throw new HarnessException($"Asterisk refused the login of {account.Name}: {answer}");
        return watcher;
    }

    /// <summary>Freezes the process: its sockets stay open, but nothing answers until <see cref="ContinueAsync"/>.</summary>
    public Task FreezeAsync() => Process.FreezeAsync();

    public Task ContinueAsync() => Process.ContinueAsync();

    /// <inheritdoc cref="RealAsteriskProcess.ThrowIfEndedAsync"/>
    public Task ThrowIfEndedAsync() => _process?.ThrowIfEndedAsync() ?? Task.CompletedTask;

    /// <summary>Kills it (kill -9).</summary>
    public async Task KillAsync()
    {
        if (_control is not null) await _control.DisposeAsync();
        if (_process is not null) await _process.DisposeAsync();
        (_control, _process) = (null, null);
    }

    /// <summary>Restarts it from within (<c>core restart now</c>) and returns when it is ready again.</summary>
    public async Task RestartItselfAsync()
    {
        var ready = Process.ReadyAgainAsync();
        await Control.SendAsync("Action: Command", "Command: core restart now");
        await ready;
        await _control!.DisposeAsync();
        await LogInAsync();
    }

    /// <summary>
    /// Starts it again on the same ports, after <see cref="KillAsync"/>. Only device states that Asterisk had saved are kept.
    /// </summary>
    public async Task RestartAsync()
    {
        _process = await RealAsteriskProcess.StartAsync(_root, _folder);
        await LogInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete();
    }

    private static string Root(int version)
    {
        var roots = Environment.GetEnvironmentVariable("AMIBLAZOR_ASTERISK_ROOTS");
        return Path.Combine(
            string.IsNullOrEmpty(roots) ? "/var/lib/amiblazor-asterisk" : roots, version.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<List<RawMessage>> ListAsync(string action, string row)
    {
        var actionId = Guid.NewGuid().ToString();
        var rows = new List<RawMessage>();
        await Control.SendAsync("Action: " + action, "ActionID: " + actionId);
        await Control.ReadUntilAsync(message =>
        {
            if (!string.Equals(message["ActionID"], actionId, StringComparison.Ordinal)) return false;
            if (string.Equals(message["Event"], row, StringComparison.Ordinal)) rows.Add(message);
            return string.Equals(message["Event"], action + "Complete", StringComparison.Ordinal) || message["Response"] is "Error";
        });
        return rows;
    }

    /// <summary>Asterisk does not support port 0, so this picks a free port, and another if that is taken meanwhile.</summary>
    private async Task StartOnFreePortAsync()
    {
        do
        {
            await KillAsync();
            Port = FreePort.Find();
            TlsPort = _settings.Tls ? FreePort.Find() : 0;
            _folder.WriteManager(Port, _settings.Tls ? TlsPort : null);
            SipPort = _settings.Telephony is null ? 0 : FreePort.FindUdp();
            _folder.WriteTelephony(SipPort);
            _process = await RealAsteriskProcess.StartAsync(_root, _folder);
        }
        while (_process.PortTaken);

        await LogInAsync();
    }

    private async Task LogInAsync() => _control = await WatchAsync();
}
