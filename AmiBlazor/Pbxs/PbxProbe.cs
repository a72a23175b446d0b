using System.Net;
using System.Net.Sockets;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Pbxs;

/// <summary>Tests whether a PBX answers, takes the account, and gives it the rights that it needs. Nothing is saved.</summary>
internal sealed class PbxProbe(AmiConnector connector, AmiResolver resolve, TimeProvider time)
{
    /// <summary>How long it listens, unless a test says otherwise.</summary>
    public static readonly TimeSpan Listening = TimeSpan.FromSeconds(5);

    private const int MostContexts = 6;
    private const int MostExamples = 8;
    private const int MostNames = 8;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ResolveTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long it listens.</summary>
    public TimeSpan Listen { get; init; } = Listening;

    /// <summary>Runs the test.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="onStep">Called with each step as it begins, on any thread.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<ProbeReport> RunAsync(AmiServerOptions server, Action<ProbeStep> onStep, CancellationToken cancellationToken)
    {
        var report = new ProbeReport();
        using var deadline = new CancellationTokenSource(Deadline + Listen, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            Begin(ProbeStep.Connecting);
            var rows = await ListAsync(server, Begin, cancellationToken, deadline.Token);
            Begin(ProbeStep.Rights);
            await using (var session = await connector.ConnectAsync(server, AmiProtocol.EventsOff, null, null, either.Token))
            {
                var rights = await session.SendAsync(new AmiAction(AmiProtocol.ListCommands), either.Token);
                report.Rights = rights.IsError ? null : AccountRights.Of(rights);
                Take(report, server, rows);
                Begin(ProbeStep.Names);
                if (server.Names != AmiNames.Off) report.Names = await NamesAsync(session, rows, report.Rights, either.Token);
                await session.LogoffAsync(AmiActionId.New("permissions"));
            }

            Begin(ProbeStep.Listening);
            report.Events = await EventCheck.ListenAsync(connector, server, token => Task.Delay(Listen, time, token), time, either.Token);
        }
        catch (AmiException failure)
        {
            report.Failure = Failure(failure);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            report.Failure = new(
                ProbeFault.Silence, $"The PBX did not finish the test within {(Deadline + Listen).TotalSeconds:0} s. Check its load and the network.", null, null);
        }

        return report;

        void Begin(ProbeStep step)
        {
            report.Reached = step;
            onStep(step);
        }
    }

    /// <summary>The address of this machine that packets to a host bear; null where the host has no address or no way leads to it. Nothing is sent.</summary>
    public async Task<IPAddress?> LocalAddressAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            var there = IPAddress.TryParse(host, out var written)
                ? written
                : (await resolve(host, cancellationToken).WaitAsync(ResolveTimeout, time, cancellationToken)).FirstOrDefault();
            if (there is null) return null;
            using var socket = new Socket(there.AddressFamily, SocketType.Dgram, ProtocolType.Udp);

            // Of a datagram socket this only chooses the way.
            socket.Connect(there, AmiProtocol.DefaultPort);
            return (socket.LocalEndPoint as IPEndPoint)?.Address;
        }
        catch (Exception unknown) when (unknown is SocketException or TimeoutException or ArgumentException)
        {
            return null;
        }
    }

    private async Task<SnapshotRow[]> ListAsync(AmiServerOptions server, Action<ProbeStep> begin, CancellationToken stop, CancellationToken deadline)
    {
        // With every context and every feature code: what is left out is counted as well.
        var all = new AmiServerOptions
        {
            Name = server.Name,
            Host = server.Host,
            Port = server.Port,
            Username = server.Username,
            Secret = server.Secret,
            Tls = server.Tls,
            TlsCertificateSha256 = server.TlsCertificateSha256,
        };
        var query = new PbxQuery(connector, all, time)
        {
            OnPhase = phase =>
            {
                if (phase != RefreshPhase.Connecting) begin(ProbeStep.Listing);
            },
        };
        try
        {
            using var answer = await query.RunAsync(stop, deadline);
            return answer.Rows.ToArray();
        }
        finally
        {
            await query.Closing;
        }
    }

    private static void Take(ProbeReport report, AmiServerOptions server, SnapshotRow[] rows)
    {
        var kept = rows.Where(row => server.Keeps(row.Context, row.Exten)).ToList();
        report.Listed = rows.Length;
        report.Kept = kept.Count;
        report.Contexts =
        [
            .. rows.GroupBy(row => row.Context, StringComparer.Ordinal).Select(group => (Context: group.Key, Count: group.Count()))
                .OrderByDescending(context => context.Count).ThenBy(context => context.Context, StringComparer.Ordinal).Take(MostContexts),
        ];
        report.Examples = [.. kept.Select(row => row.Exten).OrderBy(exten => exten.Length).ThenBy(exten => exten, StringComparer.Ordinal).Take(MostExamples)];
        report.LeftOutByFreePbx = ListPresets.LeftOut(rows.Select(row => (row.Context, row.Exten)));
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(
        AmiSession session, SnapshotRow[] rows, AccountRights? rights, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        foreach (var row in rows.Where(row => row.Exten.All(char.IsAsciiDigit)).OrderBy(row => row.Exten, StringComparer.Ordinal).Take(MostNames))
        {
            try
            {
                var name = rights is { HasDatabase: true }
                    ? await session.GetDatabaseValueAsync($"AMPUSER/{row.Exten}", "cidname", cancellationToken)
                    : null;
                if (string.IsNullOrWhiteSpace(name) && rights is { HasVariables: true } && Endpoint(row.Hint) is { } endpoint)
                    name = CallerId.Parse(await session.GetCallerIdAsync(endpoint, cancellationToken)).Name;
                if (!string.IsNullOrWhiteSpace(name) && !string.Equals(name, row.Exten, StringComparison.Ordinal)) names.Add($"{row.Exten} {name}");
            }
            catch (AmiException odd) when (odd is AmiRefusedException or AmiMalformedException or AmiInvalidActionException or AmiCommandUnknownException)
            {
                // A PBX that cannot say one name is followed as well without it.
                continue;
            }
        }

        return names;
    }

    private static string? Endpoint(string hint)
    {
        const string Prefix = "PJSIP/";
        var device = Hint.Parse(hint).Devices.FirstOrDefault(device => device.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
        return device?[Prefix.Length..] is { Length: > 0 } name && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name : null;
    }

    private static ProbeFailure Failure(AmiException failure) => new(
        failure switch
        {
            AmiTlsException => ProbeFault.Tls,
            AmiConnectException => ProbeFault.NoConnection,
            AmiTimeoutException => ProbeFault.Silence,
            AmiNotManagerException => ProbeFault.NotManager,
            AmiAuthenticationException => ProbeFault.Login,
            AmiPermissionException => ProbeFault.Permission,
            _ => ProbeFault.Other,
        },
        failure.Sentence,
        failure.PbxWords,
        (failure as AmiTlsException)?.PinnableSha256);
}
