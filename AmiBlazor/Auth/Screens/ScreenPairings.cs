using System.Security.Cryptography;

namespace AmiBlazor.Auth.Screens;

/// <summary>
/// The screens that show a code and wait for an administrator to enter it. In memory alone: whoever restarts the program gets new codes. There are never many,
/// and each address has few, because anybody may ask for one.
/// </summary>
internal sealed class ScreenPairings(TimeProvider time)
{
    /// <summary>How long a code is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The length of a code.</summary>
    public const int CodeLength = 8;

    /// <summary>Letters and digits of which none is taken for another, read aloud or from afar: 37 bits in a code.</summary>
    private const string Alphabet = "ACDEFGHJKMNPQRTUVWXY34679";

    private const int Most = 200;
    private const int MostForAddress = 10;

    // Guards the list. Everything is looked up by a scan: there are at most 200.
    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];

    /// <summary>Begins a pairing.</summary>
    /// <param name="addressKey">By which addresses are told apart.</param>
    /// <param name="origin">Where the browser is and what it calls itself, for the administrator.</param>
    /// <returns>What the browser keeps; null if there are too many.</returns>
    public string? Begin(string addressKey, string origin)
    {
        lock (_lock)
        {
            RemoveOld();
            if (_waiting.Count >= Most || _waiting.Count(one => string.Equals(one.AddressKey, addressKey, StringComparison.Ordinal)) >= MostForAddress) return null;
            string code;
            do
                code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
            while (_waiting.Exists(one => string.Equals(one.Code, code, StringComparison.Ordinal)));
            var secret = ScreenToken.New();
            _waiting.Add(new Waiting(code, ScreenToken.HashOf(secret), addressKey, origin, time.GetTimestamp()));
            return secret;
        }
    }

    /// <summary>The code of a browser, and for how long it is valid; null if it has none, or its time is over, or it has been entered.</summary>
    public (string Code, TimeSpan Left)? Find(string? secret)
    {
        lock (_lock)
        {
            RemoveOld();
            return Of(secret) is { IsTaken: false } found ? (found.Code, Lifetime - time.GetElapsedTime(found.Since)) : null;
        }
    }

    /// <summary>Whether a browser has a code that is valid, entered or not.</summary>
    public bool IsWaiting(string? secret)
    {
        lock (_lock)
        {
            RemoveOld();
            return Of(secret) is not null;
        }
    }

    /// <summary>Takes a code that an administrator has entered: it works once.</summary>
    /// <param name="code">As it was typed.</param>
    /// <returns>The pairing; null if there is no such code.</returns>
    public Taken? Take(string? code)
    {
        var typed = Clean(code);
        lock (_lock)
        {
            RemoveOld();
            if (_waiting.Find(one => !one.IsTaken && string.Equals(one.Code, typed, StringComparison.Ordinal)) is not { } found) return null;
            found.IsTaken = true;
            return new Taken(found.Origin, token => Set(found, token), () => Release(found));
        }
    }

    /// <summary>The token that was made for a browser. It is given once.</summary>
    /// <returns>Null if none was made, or the time is over.</returns>
    public string? PickUp(string? secret)
    {
        lock (_lock)
        {
            RemoveOld();
            if (Of(secret) is not { Token: { } token } found) return null;
            _waiting.Remove(found);
            return token;
        }
    }

    /// <summary>A code as it is compared: in capitals, without what people put between its letters.</summary>
    public static string Clean(string? code) => string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private Waiting? Of(string? secret)
    {
        if (secret is null) return null;
        var hash = ScreenToken.HashOf(secret);
        return _waiting.Find(one => CryptographicOperations.FixedTimeEquals(one.Hash, hash));
    }

    private void Set(Waiting found, string token)
    {
        lock (_lock) found.Token = token;
    }

    private void Release(Waiting found)
    {
        lock (_lock) found.IsTaken = false;
    }

    private void RemoveOld() => _waiting.RemoveAll(one => time.GetElapsedTime(one.Since) >= Lifetime);

    /// <summary>A code that was entered.</summary>
    /// <param name="Origin">Where the browser is and what it calls itself.</param>
    /// <param name="Give">Gives the browser its token.</param>
    /// <param name="Release">Makes the code valid again, where nothing came of it.</param>
    internal sealed record Taken(string Origin, Action<string> Give, Action Release);

    private sealed class Waiting(string code, byte[] hash, string addressKey, string origin, long since)
    {
        public string Code => code;

        public byte[] Hash => hash;

        public string AddressKey => addressKey;

        public string Origin => origin;

        /// <summary>A timestamp: the time does not change with the clock.</summary>
        public long Since => since;

        public bool IsTaken { get; set; }

        public string? Token { get; set; }
    }
}
