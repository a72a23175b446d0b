using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>
/// Follows the queues of one PBX. They come over the same wire as its calls, in one order with them, so <see cref="CallFollower"/> hands everything over:
/// on its own loop, unless it is said otherwise.
/// </summary>
internal interface IQueueFollower
{
    /// <summary>Whether an agent's state follows a device. On any thread.</summary>
    bool Follows(string device);

    /// <summary>The name among devices of an extension's hint that an agent's state follows; null when none does. On any thread.</summary>
    string? FollowedHint(string context, string exten);

    /// <summary>
    /// An event comes, before it is applied: of an agent, the device is followed from now on, and where it may not be the PBX's own, the PBX is asked about the
    /// queue instead. On the reading loop.
    /// </summary>
    void Hear(QueueEvent received, bool isProven);

    /// <summary>A new connection begins.</summary>
    void Begin();

    /// <summary>Takes over what was under way when the program ended, the first time.</summary>
    Task ResumeAsync(CancellationToken cancellationToken);

    /// <summary>The lists are requested now: what comes from here on may be newer.</summary>
    void BeginList();

    /// <summary>The lists failed.</summary>
    void AbandonList();

    /// <summary>Takes an event that is surely the PBX's own.</summary>
    void Apply(CallEvent received, DateTimeOffset at);

    /// <summary>Takes over the list that <see cref="BeginList"/> has announced.</summary>
    void Load(IReadOnlyList<QueueRow> queues, DateTimeOffset at);

    /// <summary>Asks about what is in doubt, and takes over what was answered.</summary>
    /// <returns>The answer to wait for; null for none.</returns>
    Task<Task?> AskAsync(AmiSession session, CancellationToken cancellationToken);

    /// <summary>Puts the queues on the board, if something has changed.</summary>
    void Publish(PhoneIndex phones, DateTimeOffset at);

    /// <summary>The queues are no longer known.</summary>
    void Withdraw();
}
