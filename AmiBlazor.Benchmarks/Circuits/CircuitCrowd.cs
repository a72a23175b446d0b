using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>Many open pages at once.</summary>
internal sealed class CircuitCrowd : IAsyncDisposable
{
    // As many as two processors can open in parallel.
    private const int AtOnce = 4;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(12);

    private readonly CancellationTokenSource _gone = new();
    private readonly CircuitEndpoint _door;
    private readonly CircuitClient[] _clients;
    private Task _pinging = Task.CompletedTask;

    private CircuitCrowd(CircuitEndpoint door, int count)
    {
        _door = door;
        _clients = new CircuitClient[count];
    }

    public int Count => _clients.Length;

    public long ReceivedBytes => _door.ReceivedBytes;

    public int Batches => _clients.Sum(client => client.Batches);

    /// <summary>Rows that a page draws.</summary>
    public double Rows => _clients.Average(client => client.Rows);

    /// <summary>Opens the pages, a few at a time.</summary>
    /// <param name="app">The application.</param>
    /// <param name="count">How many.</param>
    /// <param name="page">Which page; null for the grid.</param>
    public static async Task<CircuitCrowd> OpenAsync(MeasuredApp app, int count, CircuitPage? page = null)
    {
        var crowd = new CircuitCrowd(new CircuitEndpoint(app.Address, await app.CookiesAsync()), count);
        crowd._pinging = crowd.PingAllAsync();
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, count),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (index, ct) => crowd._clients[index] = await CircuitClient.OpenAsync(crowd._door, page ?? CircuitPage.Grid, ct));
            return crowd;
        }
        catch
        {
            await crowd.DisposeAsync();
            throw;
        }
    }

    /// <summary>Discards the arrivals. Call only while nothing is arriving.</summary>
    public void Forget()
    {
        foreach (var client in _clients) client.Arrivals.Clear();
    }

    /// <summary>The arrivals. Read only while nothing is arriving.</summary>
    public IEnumerable<(int Number, long At)> Arrivals() => _clients.SelectMany(client => client.Arrivals);

    /// <summary>Throws if a circuit has failed.</summary>
    public Task CheckAsync() => _door.Fault.IsFaulted ? _door.Fault : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _pinging.EndInTime("The last pings of the pages");
        await Parallel.ForEachAsync(
            _clients, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, static (client, _) => client?.DisposeAsync() ?? default);
        _door.Dispose();
        _gone.Dispose();
    }

    private async Task PingAllAsync()
    {
        using var timer = new PeriodicTimer(PingEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                foreach (var client in _clients)
                {
                    if (client is not null) await client.PingAsync();
                }
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The pages are being closed.
        }
        catch (Exception fault)
        {
            _door.Fail(fault);
        }
    }
}
