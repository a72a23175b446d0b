using AmiBlazor.Ami;

namespace AmiBlazor.Live;

/// <summary>
/// The wait of a main connection whose login was refused. It is over at once when the next try may end differently: the secret's file has another secret, or a
/// login with the same account has succeeded, such as that of a refresh. While neither is so, nothing is sent.
/// </summary>
internal sealed class RefusalPause(AmiServerOptions server, AmiLogins logins, TimeProvider time)
{
    /// <summary>How often the file of the secret is looked at.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private string? _tried;

    /// <summary>Remembers the secret that is about to be tried. A file that cannot be read counts as another secret than any.</summary>
    public async Task RememberAsync(CancellationToken cancellationToken) => _tried = await FingerprintAsync(cancellationToken);

    /// <summary>Waits.</summary>
    /// <param name="longest">The wait, if nothing changes.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    /// <returns>True when something has changed, so that refusals count anew.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var loggedIn = logins.NextAsync(server.Name);
        var changed = ChangedAsync(awake.Token);
        var ended = await Task.WhenAny(Task.Delay(longest, time, awake.Token), loggedIn, changed);
        await awake.CancelAsync();
        await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return ended == loggedIn || ended == changed;
    }

    /// <summary>Completes when the file has another secret; without a file the configuration has it for as long as the program runs.</summary>
    private async Task ChangedAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(server.SecretFile))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            return;
        }

        do await Task.Delay(LookInterval, time, cancellationToken);
        while (string.Equals(await FingerprintAsync(cancellationToken), _tried, StringComparison.Ordinal));
    }

    private async Task<string?> FingerprintAsync(CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(server.SecretFile) ? null : await AmiSecret.FingerprintAsync(server, cancellationToken);
}
