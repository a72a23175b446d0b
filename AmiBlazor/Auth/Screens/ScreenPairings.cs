using System.Security.Cryptography;

namespace AmiBlazor.Auth.Screens;

/// <summary>The screens that wait, in the memory of the only program: whoever restarts it gets new codes.</summary>
internal sealed class ScreenPairings(TimeProvider time) : IScreenPairings
{
    // Guards the list. Everything is looked up by a scan: there are at most 200.
    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];

    public ValueTask<string?> BeginAsync(string addressKey, string origin)
    {
        lock (_lock)
        {
            RemoveOld();
            if (_waiting.Count >= ScreenCode.Most
                || _waiting.Count(one => string.Equals(one.AddressKey, addressKey, StringComparison.Ordinal)) >= ScreenCode.MostForAddress)
            {
                return new((string?)null);
            }

            string code;
            do
                code = ScreenCode.New();
            while (_waiting.Exists(one => string.Equals(one.Code, code, StringComparison.Ordinal)));
            var secret = ScreenToken.New();
            _waiting.Add(new Waiting(code, ScreenToken.HashOf(secret), addressKey, origin, time.GetTimestamp()));
            return new(secret);
        }
    }

    public ValueTask<(string Code, TimeSpan Left)?> FindAsync(string? secret)
    {
        lock (_lock)
        {
            RemoveOld();
            return new(Of(secret) is { IsTaken: false } found ? (found.Code, ScreenCode.Lifetime - time.GetElapsedTime(found.Since)) : null);
        }
    }

    public ValueTask<bool> IsWaitingAsync(string? secret)
    {
        lock (_lock)
        {
            RemoveOld();
            return new(Of(secret) is not null);
        }
    }

    public ValueTask<TakenPairing?> TakeAsync(string? code)
    {
        var typed = ScreenCode.Clean(code);
        lock (_lock)
        {
            RemoveOld();
            if (_waiting.Find(one => !one.IsTaken && string.Equals(one.Code, typed, StringComparison.Ordinal)) is not { } found)
                return new((TakenPairing?)null);
            found.IsTaken = true;
            return new(new TakenPairing(found.Origin, token => SetAsync(() => found.Token = token), () => SetAsync(() => found.IsTaken = false)));
        }
    }

    public ValueTask<string?> PickUpAsync(string? secret)
    {
        lock (_lock)
        {
            RemoveOld();
            if (Of(secret) is not { Token: { } token } found) return new((string?)null);
            _waiting.Remove(found);
            return new(token);
        }
    }

    private Waiting? Of(string? secret)
    {
        if (secret is null) return null;
        var hash = ScreenToken.HashOf(secret);
        return _waiting.Find(one => CryptographicOperations.FixedTimeEquals(one.Hash, hash));
    }

    private Task SetAsync(Action set)
    {
        lock (_lock) set();
        return Task.CompletedTask;
    }

    private void RemoveOld() => _waiting.RemoveAll(one => time.GetElapsedTime(one.Since) >= ScreenCode.Lifetime);

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
