using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>
/// The replay server, run as a separate process (<c>serve</c>): accepts every login, answers ExtensionStateList with a generated list, in Asterisk's
/// small writes or in large ones, and answers Logoff. Standard input accepts <c>change N</c>; the server exits at its end.
/// </summary>
internal sealed class ReplayServer(int rows, bool smallWrites)
{
    /// <summary>The command-line argument for Asterisk's small writes; any other means large ones.</summary>
    public const string Small = "small";

    private const int LargeWrite = 64 * 1024;

    private readonly int[] _statuses = [.. Enumerable.Range(0, rows).Select(Hints.Status)];

    private volatile bool _ending;

    // The last list, cached so that a list costs only its writes; null after a change.
    private ReplayedList? _list;

    public async Task RunAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        new Thread(() => Accept(listener)) { IsBackground = true }.Start();
        await Console.Out.WriteLineAsync($"{((IPEndPoint)listener.LocalEndPoint!).Port}");
        while (await Console.In.ReadLineAsync() is { } command)
        {
            foreach (var index in Hints.Changing(rows, int.Parse(command["change ".Length..], CultureInfo.InvariantCulture)))
                _statuses[index] ^= 1;
            _list = null;
            await Console.Out.WriteLineAsync("changed");
        }

        _ending = true;
    }

    private void Accept(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = listener.Accept();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception closed) when (_ending && closed is SocketException or ObjectDisposedException)
        {
            // The listener was closed, which ends the server.
        }
    }

    private void Serve(Socket client)
    {
        using (client)
        {
            client.NoDelay = true; // as Asterisk does, so that each of its small writes is a segment
            var received = "";
            var buffer = new byte[4096];
            try
            {
                client.Send("Asterisk Call Manager/11.0.0\r\n"u8);
                while (client.Receive(buffer) is > 0 and var count)
                {
                    received += Encoding.ASCII.GetString(buffer, 0, count);
                    while (received.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
                    {
                        if (!Answer(client, received[..(end + 2)])) return;
                        received = received[(end + 4)..];
                    }
                }
            }
            catch (SocketException)
            {
                // The client closed without Logoff, as clients may.
            }
        }
    }

    /// <summary>False when the session is over.</summary>
    private bool Answer(Socket client, string action)
    {
        var id = Header(action, "ActionID");
        switch (Header(action, "Action").ToUpperInvariant())
        {
            case "CHALLENGE":
                Send(client, "Success", id, "Challenge: 173746044");
                return true;
            case "LOGIN":
                Send(client, "Success", id, "Message: Authentication accepted");
                return true;
            case "LOGOFF":
                Send(client, "Goodbye", id, "Message: Thanks for all the fish.");
                return false;
            case "EXTENSIONSTATELIST":
                if (_list is not { } list || !string.Equals(list.ActionId, id, StringComparison.Ordinal))
                    _list = list = new ReplayedList(id, _statuses);
                SendList(client, list);
                return true;
            default:
                Send(client, "Error", id, "Message: Invalid/unknown command");
                return true;
        }
    }

    private void SendList(Socket client, ReplayedList list)
    {
        var bytes = list.Bytes.Span;
        if (smallWrites)
        {
            var start = 0;
            foreach (var end in list.Ends)
            {
                client.Send(bytes[start..end]);
                start = end;
            }
        }
        else
        {
            for (var start = 0; start < bytes.Length; start += LargeWrite)
                client.Send(bytes.Slice(start, Math.Min(LargeWrite, bytes.Length - start)));
        }
    }

    private static void Send(Socket client, string response, string id, string line) =>
        client.Send(Encoding.ASCII.GetBytes($"Response: {response}\r\n{(id.Length == 0 ? "" : $"ActionID: {id}\r\n")}{line}\r\n\r\n"));

    private static string Header(string action, string name)
    {
        foreach (var line in action.Split("\r\n"))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim();
        }

        return "";
    }
}
