using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Testing;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Secrets;
using Npgsql;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// A PostgreSQL server for the tests, on a free loopback port and in a folder that is deleted at the end. Started by the first test that needs it.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private readonly Lock _lock = new();
    private string? _folder;
    private string? _programs;
    private int _port;

    /// <summary>The connection string of a database that does not exist yet.</summary>
    public string NewDatabase()
    {
        lock (_lock)
        {
            if (_folder is null) Start(Requirements.PostgreSql());
        }

        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = _port,
            Username = "ami",
            // The server accepts any password; the program must keep this one secret all the same.
            Password = "a-password-" + Canary.Word,
            Database = "ami_" + Guid.NewGuid().ToString("N"),
            Pooling = true,
        }.ConnectionString;
    }

    public void Dispose()
    {
        if (_folder is null) return;
        NpgsqlConnection.ClearAllPools();
        Run("pg_ctl", "stop", "-s", "-m", "immediate", "-w", "-D", Path.Combine(_folder, "data"));
        var search = new SecretSearch();
        search.Folder(_folder);
        TestFolder.Delete(_folder);
        search.AssertNothingFound();
    }

    /// <summary>
    /// Kills it, for a test of a server that is gone. The next <see cref="NewDatabase"/> starts another.
    /// </summary>
    public void Kill()
    {
        lock (_lock)
        {
            Dispose();
            _folder = null;
        }
    }

    private void Start(string programs)
    {
        _programs = programs;
        _folder = Directory.CreateTempSubdirectory("amiblazor-pg-").FullName;
        if (Environment.IsPrivilegedProcess) Wait(Process.Start("chown", ["postgres", _folder]));
        _port = FreePort.Find();
        var data = Path.Combine(_folder, "data");
        Run("initdb", "-D", data, "-A", "trust", "-U", "ami", "-E", "UTF8", "--locale=C.UTF-8", "-N");
        var options = string.Create(
            CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off");
        Run("pg_ctl", "start", "-s", "-w", "-D", data, "-l", Path.Combine(_folder, "log"), "-o", options);
    }

    /// <summary>PostgreSQL refuses to run as root, so it runs as its own user then.</summary>
    private void Run(string program, params string[] arguments)
    {
        string[] all = [Path.Combine(_programs!, program), .. arguments];
        if (Environment.IsPrivilegedProcess)
            all = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. all];
        var start = new ProcessStartInfo(all[0], all[1..]) { WorkingDirectory = "/", RedirectStandardOutput = program == "initdb" };
        Wait(Process.Start(start)!);
    }

    private static void Wait(Process process)
    {
        using (process)
        {
            if (process.StartInfo.RedirectStandardOutput) process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
