using System.Net.Sockets;

namespace AmiBlazor.Cli;

/// <summary>Whether the server answers where it is told to listen; or, while it does not run, whether it could listen there.</summary>
internal static class PortCheck
{
    private const string Name = "ports";

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(IConfiguration configuration, bool isServed, CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        foreach (var address in ServerAddresses.Of(configuration))
        {
            var shown = ServerAddresses.Text(address);
            if (isServed)
            {
                results.Add(await HealthProbe.AskAsync(address, configuration["AllowedHosts"], cancellationToken) is { } fault
                    ? CheckResult.Warning(Name, $"A server has the database, but {fault} Was it started with other settings?")
                    : CheckResult.Ok(Name, $"The server answers at {shown}."));
            }
            else
            {
                results.Add(WhyNot(address) is { } obstacle
                    ? CheckResult.Failed(Name, $"A server could not listen at {shown}: {obstacle}")
                    : CheckResult.Ok(Name, $"A server could listen at {shown}."));
            }
        }

        return results;
    }

    private static string? WhyNot(BindingAddress address)
    {
        if (address.IsUnixPipe) return null;
        try
        {
            var listener = new TcpListener(ServerAddresses.Reachable(address));
            listener.Start();
            listener.Stop();
            return null;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return "another program listens there. Stop that one, or configure another port.";
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AccessDenied)
        {
            return "this account may not. Configure a port above 1023, or give the program the right to (CAP_NET_BIND_SERVICE).";
        }
        catch (SocketException failure)
        {
            return $"{failure.Message.TrimEnd('.')}. Configure an address of this machine.";
        }
    }
}
