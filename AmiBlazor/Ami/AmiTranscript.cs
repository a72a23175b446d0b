namespace AmiBlazor.Ami;

/// <summary>
/// The bytes that a session received, kept in rented blocks for the snapshot file. Bounded by <see cref="AmiLimits.SessionBytes"/>. Only what the
/// PBX said: nothing that we sent, so no secret.
/// </summary>
internal sealed class AmiTranscript : IDisposable
{
    /// <summary>The received bytes in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks => throw new NotImplementedException();

    public long Length => throw new NotImplementedException();

    /// <summary>Keeps what it holds and takes nothing more: what comes later is the goodbye. Twice is harmless.</summary>
    public void Seal() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
