using AmiBlazor.Ami;

namespace AmiBlazor.Live;

/// <content>Between two nodes of a cluster: the next one hears the PBX before the former one hangs up, so that nothing is missed.</content>
internal sealed partial class MainConnection
{
    private AmiSession? _ahead;
    private bool _isHandedOver;

    /// <summary>Once <see cref="RunAsync"/> has returned: whether everything was heard until the end, and is in the database.</summary>
    public bool HasHeardAll { get; private set; }

    /// <summary>Connects, and hears from now on; nothing is written or asked before <see cref="RunAsync"/>.</summary>
    /// <exception cref="AmiException">The PBX cannot be reached or refuses.</exception>
    public async Task ConnectAheadAsync(CancellationToken cancellationToken) => _ahead = await OpenAsync(cancellationToken);

    /// <summary>The node that followed the PBX until now has hung up.</summary>
    /// <param name="hasHeardAll">What <see cref="HasHeardAll"/> was there.</param>
    public void HungUp(bool hasHeardAll) => _isHandedOver = hasHeardAll && _ahead is { Ended.IsCompleted: false };

    /// <summary>Hangs up a connection that was made ahead and is not needed.</summary>
    public async Task HangUpAheadAsync()
    {
        if (Interlocked.Exchange(ref _ahead, null) is not { } session) return;
        await session.LogoffAsync(AmiActionId.New("main"));
        await session.DisposeAsync();
    }

    /// <summary>The connection that was made ahead; null if there is none, or it has ended.</summary>
    private AmiSession? TakeAhead() => Interlocked.Exchange(ref _ahead, null) is { Ended.IsCompleted: false } session ? session : null;
}
