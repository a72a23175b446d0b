using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>A real Asterisk in its unpacked root. Requires root, for chroot.</summary>
internal sealed class AsteriskPbx : IBenchPbx
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly AsteriskFolder _folder;
    private readonly ChildProcess _process;
    private bool _changed;

    private AsteriskPbx(AsteriskFolder folder, ChildProcess process, int port, int rows)
    {
        _folder = folder;
        _process = process;
        Port = port;
        Rows = rows;
    }

    public string Name => "Asterisk 22";

    public int Port { get; }

    // chroot executes Asterisk in the same process.
    public int ProcessId => _process.Id;

    public int Rows { get; }

    private static string Root =>
        Path.Combine(Environment.GetEnvironmentVariable("AMIBLAZOR_ASTERISK_ROOTS") ?? "/var/lib/amiblazor-asterisk", "22");

    /// <summary>Why it cannot be started here; null if it can.</summary>
    public static string? Absence() =>
        !File.Exists(Path.Combine(Root, ".complete")) ? $"no Asterisk in {Root} (.ci/install-asterisk puts it there)"
        : !Environment.IsPrivilegedProcess ? "a real Asterisk is started through chroot, which takes root"
        : null;

    public static async Task<AsteriskPbx> StartAsync(int rows)
    {
        var port = FreePort.Find();
        var folder = new AsteriskFolder(Root, port, rows);
        var start = new ProcessStartInfo("chroot", [Root, "/usr/sbin/asterisk", "-f", "-n", "-C", folder.Inside + "/etc/asterisk.conf"]);
        var pbx = new AsteriskPbx(folder, ChildProcess.StartSilent("Asterisk", start), port, rows);
        try
        {
            var end = string.Create(CultureInfo.InvariantCulture, $"ListItems: {rows}\r\n\r\n");
            await pbx.WaitForAsync(text => text.EndsWith(end, StringComparison.Ordinal));
        }
        catch
        {
            await pbx.DisposeAsync();
            throw;
        }

        return pbx;
    }

    public async Task ChangeAsync(int count)
    {
        _changed = !_changed;
        using (var client = new BareClient(Port, DrainPlan.Eager))
        {
            client.Login();
            foreach (var index in Hints.Changing(Rows, count))
            {
                client.Send($"Action: Setvar\r\nVariable: DEVICE_STATE({Hints.Hint(index)})\r\nValue: {(_changed ? "INUSE" : "NOT_INUSE")}\r\n\r\n");
                client.ReceiveText();
            }
        }

        // A device state reaches its hint through a queue: after the answer to Setvar it is not yet in a list.
        var wanted = _changed ? count : 0;
        await WaitForAsync(text => text.Split("\r\nStatus: 1\r\n").Length - 1 == wanted);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // It is ended by a kill; if it ended before, any failure is a consequence of that.
            if (_process.HasExited)
                throw await _process.EndedAsync();
            _process.Kill();
        }
        finally
        {
            await _process.DisposeAsync();
            _folder.Dispose();
        }
    }

    /// <summary>Requests lists until one satisfies the condition.</summary>
    private async Task WaitForAsync(Func<string, bool> wanted)
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            if (_process.HasExited)
                throw await _process.EndedAsync();
            var seen = "its list was another one";
            try
            {
                using var client = new BareClient(Port, DrainPlan.Paced);
                client.Login();
                if (wanted(client.ReadList()))
                    return;
            }
            catch (Exception exception) when (exception is SocketException or InvalidOperationException)
            {
                // Not listening yet, or not ready.
                seen = exception.Message;
            }

            if (deadline.Elapsed > StartLimit)
                throw _process.Failure($"Asterisk did not come to the wanted state within {StartLimit.TotalSeconds} s: {seen}.");
            await Task.Delay(50);
        }
    }
}
