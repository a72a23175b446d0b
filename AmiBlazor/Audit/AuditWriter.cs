namespace AmiBlazor.Audit;

/// <summary>
/// Saves queued entries of the audit log in the background. It stops after every other service, so that what their shutdown ends is recorded, too.
/// </summary>
internal sealed class AuditWriter(AuditLog audit, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(10);

    private Task _saving = Task.CompletedTask;
    private ITimer? _timer;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _saving = Task.Run(audit.SaveQueuedAsync, CancellationToken.None);
        _timer = time.CreateTimer(_ => audit.RecordDenials(all: false), state: null, WriteInterval, WriteInterval);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        audit.RecordDenials(all: true);
        audit.End();
        return _saving.WaitAsync(cancellationToken);
    }

    public void Dispose() => _timer?.Dispose();
}
