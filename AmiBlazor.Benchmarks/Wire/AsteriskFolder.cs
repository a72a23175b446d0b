using System.Globalization;
using System.Text;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>The configuration, run and log folder of one Asterisk within an unpacked root, deleted at the end.</summary>
internal sealed class AsteriskFolder : IDisposable
{
    private readonly string _outside;

    public AsteriskFolder(string root, int port, int rows)
    {
        // Short, because it contains Asterisk's control socket, whose path may have at most 107 bytes.
        var name = string.Create(CultureInfo.InvariantCulture, $"amiblazor-bench-{Environment.ProcessId}-{port}");
        Inside = "/tmp/" + name;
        _outside = Path.Combine(root, "tmp", name);
        foreach (var folder in (string[])["etc", "run", "log", "spool", "db"])
            Directory.CreateDirectory(Path.Combine(_outside, folder));
        Write("asterisk.conf", $"""
            [directories]
            astetcdir => {Inside}/etc
            astrundir => {Inside}/run
            astlogdir => {Inside}/log
            astspooldir => {Inside}/spool
            astdbdir => {Inside}/db
            """);
        Write("modules.conf", """
            [modules]
            autoload=no
            load=pbx_config.so
            load=func_devstate.so
            """);
        Write("logger.conf", "[general]\n[logfiles]\n");
        Write("manager.conf", $"""
            [general]
            enabled=yes
            port={port.ToString(CultureInfo.InvariantCulture)}
            bindaddr=127.0.0.1
            [{ManagerAccount.Username}]
            secret={ManagerAccount.Secret}
            read=call,system
            write=call,reporting,system
            """);
        Write("extensions.conf", Dialplan(rows));
    }

    /// <summary>The folder as Asterisk sees it.</summary>
    public string Inside { get; }

    public void Dispose() => Directory.Delete(_outside, recursive: true);

    private static string Dialplan(int rows)
    {
        var text = new StringBuilder();
        foreach (var context in Enumerable.Range(0, rows).GroupBy(Hints.Context, StringComparer.Ordinal))
        {
            text.Append('[').Append(context.Key).Append("]\n");
            foreach (var index in context)
                text.Append("exten => ").Append(Hints.Exten(index)).Append(",hint,").Append(Hints.Hint(index)).Append('\n');
        }

        return text.ToString();
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_outside, "etc", file), text + "\n");
}
