namespace AmiBlazor.Auth;

/// <summary>
/// Saves what is noted for the audit, beside those who do it. It ends after everything else: what the end of the program stops is written down, too.
/// </summary>
internal sealed class AuditWriter(AuditTrail audit, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private Task _saving = Task.CompletedTask;
    private ITimer? _beat;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _saving = Task.Run(audit.SaveNotedAsync, CancellationToken.None);
        _beat = time.CreateTimer(_ => audit.NoteTallies(all: false), state: null, Beat, Beat);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        audit.NoteTallies(all: true);
        audit.End();
        return _saving.WaitAsync(cancellationToken);
    }

    public void Dispose() => _beat?.Dispose();
}
