using System.Globalization;
using System.Net.Http.Json;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Cluster;

/// <summary>PBXs that tell changes, and people who name extensions, through whichever node answers, until it is stopped.</summary>
internal sealed class ClusterLoad : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly ClusterRig _rig;
    private readonly Task _changing;
    private readonly Task _naming;

    public ClusterLoad(ClusterRig rig, IReadOnlyList<HttpClient> nodes)
    {
        _rig = rig;
        _changing = Task.WhenAll(rig.Pbxs.Select((pbx, number) => ChangeAsync(pbx, number)));
        _naming = NameAsync(nodes);
    }

    /// <summary>The names whose change a node has acknowledged: the last one of each extension.</summary>
    public Dictionary<(string Server, string Exten), int> Acknowledged { get; } = [];

    /// <summary>The last name that was tried of each extension, acknowledged or not.</summary>
    public Dictionary<(string Server, string Exten), int> Tried { get; } = [];

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_changing, _naming);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task ChangeAsync(ClusterPbx pbx, int seed)
    {
        int[] states = [0, 1, 8, 16];
        try
        {
            for (var change = seed; ; change++)
            {
                await pbx.ChangeAsync(change % 10, states[change / 10 % states.Length]);
                await Task.Delay(Interval, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test has seen enough.
        }
    }

    private async Task NameAsync(IReadOnlyList<HttpClient> nodes)
    {
        for (var number = 1; !_stop.IsCancellationRequested; number++)
        {
            var key = (Server: _rig.Pbxs[number % _rig.Pbxs.Count].Name, Exten: (1000 + (number % 20)).ToString(CultureInfo.InvariantCulture));
            Tried[key] = number;
            try
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"name {number}");
                using var answer = await nodes[number % nodes.Count].PatchAsJsonAsync(
                    $"/api/extensions/{key.Server}/{TestData.Context}/{key.Exten}", new { name }, CancellationToken.None);
                if (answer.IsSuccessStatusCode) Acknowledged[key] = number;
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
            {
                // The node was killed, or is frozen: nothing was acknowledged.
            }

            await Task.WhenAny(Task.Delay(Interval, _stop.Token));
        }
    }
}
