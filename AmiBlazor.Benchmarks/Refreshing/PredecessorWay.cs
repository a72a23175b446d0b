using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Board;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Benchmarks.Refreshing;

/// <summary>
/// The predecessor's refresh: collects everything in one string, searches all of it again at each chunk, waits 500 ms after the end, splits it, then
/// looks up and saves row by row, each in its own transaction.
/// </summary>
/// <param name="pbx">The PBX.</param>
/// <param name="contexts">A database with the PBX's extensions.</param>
/// <param name="onlyChanged">A faster variant: rows with an unchanged status are not written.</param>
internal sealed class PredecessorWay(IBenchPbx pbx, IDbContextFactory<AmiBlazorDbContext> contexts, bool onlyChanged)
{
    private static readonly TimeSpan WaitAfterEnd = TimeSpan.FromMilliseconds(500);

    /// <returns>The number of rows written.</returns>
    public async Task<int> RefreshAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, pbx.Port);
        await SendAsync(socket, $"Action: Login\r\nUsername: {ManagerAccount.Username}\r\nSecret: {ManagerAccount.Secret}\r\nEvents: off\r\n\r\n");
        await CollectAsync(socket, "Authentication accepted");
        await SendAsync(socket, "Action: ExtensionStateList\r\nActionID: bulk-1\r\n\r\n");
        var collected = await CollectAsync(socket, "Event: ExtensionStateListComplete");
        await Task.Delay(WaitAfterEnd);
        await SendAsync(socket, "Action: Logoff\r\nActionID: bulk-1-complete\r\n\r\n");
        return await SaveAsync(Parse(collected));
    }

    private static async Task SendAsync(Socket socket, string action) => await socket.SendAsync(Encoding.ASCII.GetBytes(action));

    private static async Task<string> CollectAsync(Socket socket, string end)
    {
        var chunk = new byte[64 * 1024];
        var buffer = "";
        while (!buffer.Contains(end, StringComparison.Ordinal))
        {
            var count = await socket.ReceiveAsync(chunk);
            if (count == 0) throw new InvalidOperationException("The PBX closed the connection.");
            buffer += Encoding.UTF8.GetString(chunk, 0, count);
        }

        return buffer;
    }

    private static List<Dictionary<string, string>> Parse(string collected)
    {
        var rows = new List<Dictionary<string, string>>();
        foreach (var message in collected.Split("\r\n\r\n"))
        {
            var headers = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var line in message.Split("\r\n"))
            {
                var parts = line.Split(": ", 2);
                if (parts.Length == 2) headers[parts[0]] = parts[1];
            }

            if (headers.TryGetValue("Event", out var name) && string.Equals(name, "ExtensionStatus", StringComparison.Ordinal))
                rows.Add(headers);
        }

        return rows;
    }

    private async Task<int> SaveAsync(List<Dictionary<string, string>> rows)
    {
        var written = 0;
        await using var context = await contexts.CreateDbContextAsync();
        foreach (var row in rows)
        {
            var (dialplan, exten, status) = (row["Context"], row["Exten"], int.Parse(row["Status"], CultureInfo.InvariantCulture));
            var extension = await context.Extensions.SingleAsync(each => each.Server == pbx.Name && each.Context == dialplan && each.Exten == exten);
            if (!onlyChanged || extension.StatusCode != status)
            {
                extension.StatusCode = status;
                extension.DeviceState = ExtensionStatusExtensions.FromCode(status).DeviceState();
                extension.LastSeen = extension.UpdatedAt = DateTimeOffset.UtcNow;
                await context.SaveChangesAsync();
                written++;
            }

            // An addition to the predecessor: otherwise each save would scan all rows saved before, and the comparison would flatter us.
            context.ChangeTracker.Clear();
        }

        return written;
    }
}
