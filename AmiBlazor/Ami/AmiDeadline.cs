namespace AmiBlazor.Ami;

/// <summary>A caller's token and the time limit of one step, as one token.</summary>
internal sealed class AmiDeadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    public AmiDeadline(TimeSpan bound, TimeProvider time, CancellationToken cancellationToken)
    {
        _timer = new(bound, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    public CancellationToken Token => _linked.Token;

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
