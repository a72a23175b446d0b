using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace AmiBlazor.Cli;

/// <summary>Asks the server on this machine whether it is up.</summary>
internal static class HealthProbe
{
    private const string Path = "/health/live";

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Asks at one address.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="allowedHosts">The setting <c>AllowedHosts</c>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What is wrong; null if it is up.</returns>
    public static async Task<string?> AskAsync(BindingAddress address, string? allowedHosts, CancellationToken cancellationToken)
    {
        var shown = ServerAddresses.Text(address) + Path;

        // An application that is configured to answer only to its public name is asked by that name. The connection is made to this machine all the same.
        var named = new UriBuilder(address.Scheme, HostName(allowedHosts) ?? "localhost", address.IsUnixPipe ? -1 : address.Port, Path).Uri;
        var staysHere = false;
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (_, token) =>
            {
                var socket = await ConnectAsync(address, token);
                staysHere = StaysHere(socket);
                return new NetworkStream(socket, ownsSocket: true);
            },

            // Its certificate is for its public name, and may be its own: on this machine there is nobody to be deceived by.
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None || staysHere },
        };
        using var client = new HttpClient(handler) { Timeout = AnswerTimeout };
        using var request = new HttpRequestMessage(HttpMethod.Get, named);
        if (ServerAddresses.IsHttps(address)) request.Version = HttpVersion.Version20;
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"{shown} answers {(int)response.StatusCode}.");
        }
        catch (HttpRequestException unreachable)
        {
            return $"{shown} is not responding: {Reason(unreachable)}";
        }
        catch (OperationCanceledException)
        {
            return $"{shown} did not answer in time.";
        }
    }

    /// <summary>A name to which the application answers; null if it answers to any.</summary>
    internal static string? HostName(string? allowedHosts)
    {
        var names = allowedHosts?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (names.Contains("*", StringComparer.Ordinal)) return null;
        if (Array.Find(names, name => !name.Contains('*', StringComparison.Ordinal)) is { } plain) return plain;

        // Only names below others are answered: any one will do.
        return Array.Find(names, name => name.StartsWith("*.", StringComparison.Ordinal)) is { } wild ? "health" + wild[1..] : null;
    }

    private static async Task<Socket> ConnectAsync(BindingAddress address, CancellationToken cancellationToken)
    {
        EndPoint target = address.IsUnixPipe ? new UnixDomainSocketEndPoint(address.UnixPipePath) : ServerAddresses.Reachable(address);
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            return socket;
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new HttpRequestException($"{refused.Message} ({target})", refused);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether both ends of a connection are on this machine.</summary>
    private static bool StaysHere(Socket socket) =>
        socket.AddressFamily == AddressFamily.Unix
        || (socket.LocalEndPoint is IPEndPoint local && socket.RemoteEndPoint is IPEndPoint remote && local.Address.Equals(remote.Address));

    private static string Reason(HttpRequestException unreachable)
    {
        var inner = unreachable.InnerException is HttpRequestException connecting ? connecting : unreachable;
        return inner.Message;
    }
}
