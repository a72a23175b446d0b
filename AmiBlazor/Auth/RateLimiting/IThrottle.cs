namespace AmiBlazor.Auth.RateLimiting;

/// <summary>
/// Counts how often somebody tries what could be a guess. Alone, a program counts in memory; the nodes of a cluster count in their database, or whoever guesses
/// would have as many times the tries as there are nodes.
/// </summary>
internal interface IThrottle : IDisposable
{
    /// <summary>Counts a try.</summary>
    /// <param name="who">The account or the address that tries.</param>
    /// <returns>Whether it may be made.</returns>
    ValueTask<bool> TryAcquireAsync(string who);
}
