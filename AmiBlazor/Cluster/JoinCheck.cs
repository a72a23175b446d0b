using System.Net;
using System.Net.Sockets;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cluster;

/// <summary>Sees before the start that the address for the other nodes is this machine's, and that nobody has it: Orleans would say so in pages.</summary>
internal sealed class JoinCheck(IOptions<ClusterOptions> options, IDbContextFactory<AmiBlazorDbContext> factory, TimeProvider time) : StartingService
{
    /// <summary>A node says this often, and more, that it is alive.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        var address = new IPEndPoint(IPAddress.Parse(options.Value.Address!), options.Value.Port);
        try
        {
            using var probe = new TcpListener(address);
            probe.Start();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw Wrong($"Cluster:Address and Cluster:Port are {address}, where another program listens already; give each node an address or a port of its own.");
        }
        catch (SocketException foreign)
        {
            throw Wrong($"Cluster:Address and Cluster:Port are {address}, where this machine cannot listen; allowed is an IP address of this machine. {foreign.Message}");
        }

        var cluster = options.Value.Name;
        var prefix = address + "@";
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var since = time.GetUtcNow() - LongestSilence;
        var other = await context.ClusterNodes.AsNoTracking()
            .Where(member => member.Cluster == cluster && member.Status == (int)SiloStatus.Active && member.AliveAt > since && member.Host != Environment.MachineName)
            .ToListAsync(cancellationToken);
        if (other.Find(member => member.Address.StartsWith(prefix, StringComparison.Ordinal)) is { } same)
            throw Wrong($"Cluster:Address and Cluster:Port are {address}, as on the machine {same.Host}, which runs now; give each node an address of its own.");
    }

    private static OptionsValidationException Wrong(string sentence) => new(ClusterOptions.Section, typeof(ClusterOptions), [sentence]);
}
