using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>Finds the addresses of a host name. Throws <see cref="SocketException"/> where there are none.</summary>
internal delegate Task<IPAddress[]> AmiResolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Connects to a PBX by all addresses of its name, as RFC 8305 says: each address gets a head start before the next is tried beside it, and the first that
/// connects wins. A name with one dead address is reached by the others.
/// </summary>
internal sealed class AmiDialer(AmiLimits limits, TimeProvider time, AmiResolver resolve)
{
    /// <summary>How long an address is tried alone; the value that RFC 8305 recommends.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>A name that somebody else fills with addresses must not open sockets without end.</summary>
    private const int MostAddresses = 16;

    /// <summary>Connects within <see cref="AmiLimits.ConnectTimeout"/>, whatever the number of addresses.</summary>
    /// <exception cref="AmiException">No address connected; the message names each, and why it did not.</exception>
    public async Task<Socket> ConnectAsync(AmiServerOptions server, AmiErrors errors, CancellationToken cancellationToken)
    {
        using var deadline = new AmiDeadline(limits.ConnectTimeout, time, cancellationToken);
        using var race = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(server.Host, out var written)
                ? [written]
                : Interleave(await resolve(server.Host, deadline.Token).ConfigureAwait(false));
        }
        catch (SocketException unknown)
        {
            throw errors.NotConnected(unknown);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.NotResolved();
        }

        var attempts = new List<AmiDial>();
        try
        {
            return await RaceAsync(server, addresses, attempts, race.Token).ConfigureAwait(false) ?? throw Failure(server, errors, attempts);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.ConnectTimedOut(Outcomes(server, attempts));
        }
        finally
        {
            await race.CancelAsync().ConfigureAwait(false);
            foreach (var attempt in attempts) await attempt.CloseUnlessWonAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The order in which addresses are tried: that of the resolver, with IPv6 and IPv4 taking turns.</summary>
    internal static IPAddress[] Interleave(IPAddress[] addresses)
    {
        if (addresses.Length == 0) return [];
        var first = addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily).ToList();
        var second = addresses.Where(address => address.AddressFamily != addresses[0].AddressFamily).ToList();
        return
        [
            .. Enumerable.Range(0, Math.Max(first.Count, second.Count))
                .SelectMany(turn => first.Skip(turn).Take(1).Concat(second.Skip(turn).Take(1)))
                .Distinct()
                .Take(MostAddresses),
        ];
    }

    /// <summary>Returns the first connected socket; null when every address has failed.</summary>
    private async Task<Socket?> RaceAsync(AmiServerOptions server, IPAddress[] addresses, List<AmiDial> attempts, CancellationToken cancellationToken)
    {
        foreach (var address in addresses)
        {
            attempts.Add(AmiDial.Start(new IPEndPoint(address, server.EffectivePort), cancellationToken));
            var isLast = attempts.Count == addresses.Length;
            using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var headStart = isLast ? null : Task.Delay(HeadStart, time, awake.Token);
            while (true)
            {
                // Looked at before the winner: one that connects in between is found in the next round.
                var open = attempts.Where(static attempt => attempt.IsOpen).Select(static attempt => attempt.Ended).ToList();
                if (attempts.Find(static attempt => attempt.IsConnected) is { } winner) return winner.Win();

                // Nobody waits for the head start of an address that has failed.
                if (open.Count == 0 || (headStart is not null && (headStart.IsCompleted || !attempts[^1].IsOpen))) break;
                if (headStart is not null) open.Add(headStart);
                await Task.WhenAny(open).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }

            await awake.CancelAsync().ConfigureAwait(false);
        }

        // An attempt that was cancelled has ended, and failed by nothing else.
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    private static AmiConnectException Failure(AmiServerOptions server, AmiErrors errors, List<AmiDial> attempts) => attempts switch
    {
        [] => errors.NotConnected(new SocketException((int)SocketError.NoData)),

        // A PBX that accepts a connection and resets it at once can do so before the connect has completed.
        [{ Failure: { SocketErrorCode: SocketError.ConnectionReset } reset }] => errors.ClosedBeforeBanner(reset),
        [{ Failure: { } failure } only] when only.IsWrittenAs(server.Host) => errors.NotConnected(failure),
        _ => errors.NotConnected(Outcomes(server, attempts)!, attempts.TrueForAll(static attempt => attempt.IsRefused), attempts[^1].Failure!),
    };

    /// <summary>Each address with what came of it; null where the host is itself the one address.</summary>
    private static string? Outcomes(AmiServerOptions server, List<AmiDial> attempts) =>
        attempts is [var only] && only.IsWrittenAs(server.Host) ? null : string.Join(", ", attempts);
}
