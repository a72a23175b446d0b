using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Live;

/// <summary>
/// Asks a PBX for the name of one extension, key by key, and finds out at the first ones what it knows and what the account may: the database of FreePBX, the
/// caller IDs of PJSIP endpoints. For one session: rights are those of the login.
/// </summary>
internal sealed class NameSources
{
    /// <summary>
    /// How many questions in a row may have no answer before a database that has never had one is left alone. Phones and parking spaces without a name may
    /// be many, and a question that finds nothing costs next to nothing.
    /// </summary>
    private const int MostMissesOfDatabase = 500;

    /// <summary>The same for endpoints: of one that it does not know, a PBX writes a line to its log.</summary>
    private const int MostMissesOfEndpoints = 20;

    private readonly Source _database = new(MostMissesOfDatabase);
    private readonly Source _endpoints = new(MostMissesOfEndpoints);

    /// <summary>Whether neither source is worth a question.</summary>
    public bool IsEmpty => _database.IsOff && _endpoints.IsOff;

    /// <summary>Where names come from, as far as is known; null while it is not.</summary>
    public NamesSource? Found =>
        _database.HasAnswered ? NamesSource.Database
        : _endpoints.HasAnswered ? NamesSource.Endpoints
        : !IsEmpty ? null
        : _database.IsDenied && _endpoints.IsDenied ? NamesSource.Denied
        : NamesSource.None;

    /// <summary>Whether an extension can be asked about at all: what would be more than a name to Asterisk is left out.</summary>
    public static bool CanAsk(BoardRow row) => row.Present && (IsPlain(row.Key.Exten) || Endpoint(row) is not null);

    /// <summary>Whether it looks like a person's phone: those are asked about first.</summary>
    public static bool IsLikely(BoardRow row) => row.Key.Exten.All(char.IsAsciiDigit) && Hint.Parse(row.Hint).Devices.Any(Hint.IsPhone);

    /// <summary>Asks for one name.</summary>
    /// <returns>Whether the PBX has answered, and the name; null when it has none.</returns>
    /// <exception cref="AmiException">The session has ended, or does not answer.</exception>
    public async Task<(bool IsAnswered, string? Name)> AskAsync(AmiSession session, BoardRow row, CancellationToken cancellationToken)
    {
        var isAnswered = false;
        if (!_database.IsOff && IsPlain(row.Key.Exten))
        {
            var (answered, name) = await _database.AskAsync(() => session.GetDatabaseValueAsync($"AMPUSER/{row.Key.Exten}", "cidname", cancellationToken));
            if (!string.IsNullOrWhiteSpace(name)) return (true, NotNumber(name, row));
            isAnswered = answered;
        }

        if (_endpoints.IsOff || Endpoint(row) is not { } endpoint) return (isAnswered, null);
        var (isTold, text) = await _endpoints.AskAsync(async () =>
            await session.GetCallerIdAsync(endpoint.Name, cancellationToken) is { Length: > 0 } told ? told : null);
        if (text is null) return (isTold || isAnswered, null);
        var callerId = CallerId.Parse(text);

        // Where an extension rings several phones, a phone's name is the extension's only if the phone has its number.
        var isOwn = endpoint.IsOnly || string.Equals(callerId.Number, row.Key.Exten, StringComparison.Ordinal);
        return (true, isOwn ? NotNumber(callerId.Name, row) : null);
    }

    /// <summary>The endpoint that a hint names, never the extension's number: both may have the same name and be different people's.</summary>
    private static (string Name, bool IsOnly)? Endpoint(BoardRow row)
    {
        const string Prefix = "PJSIP/";
        var endpoints = Hint.Parse(row.Hint).Devices.Where(device => device.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        return endpoints.Count > 0 && endpoints[0][Prefix.Length..] is var name && IsPlain(name) ? (name, endpoints.Count == 1) : null;
    }

    private static string? NotNumber(string? name, BoardRow row) =>
        string.Equals(name?.Trim(), row.Key.Exten, StringComparison.Ordinal) ? null : name;

    /// <summary>Whether a name is nothing but a name within <c>PJSIP_ENDPOINT(name,callerid)</c> and within a database key.</summary>
    private static bool IsPlain(string name) =>
        name.Length > 0 && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '+' or '*' or '#' or '@');

    private sealed class Source(int mostMisses)
    {
        private int _misses;

        public bool HasAnswered { get; private set; }

        public bool IsDenied { get; private set; }

        public bool IsOff => IsDenied || (!HasAnswered && _misses >= mostMisses);

        public async Task<(bool IsAnswered, string? Text)> AskAsync(Func<Task<string?>> ask)
        {
            try
            {
                var text = await ask();
                if (text is null)
                    _misses++;
                else
                    HasAnswered = true;
                return (true, text);
            }
            catch (AmiException refused) when (refused is AmiPermissionException or AmiCommandUnknownException)
            {
                IsDenied = true;
            }
            catch (AmiException odd) when (odd is AmiRefusedException or AmiMalformedException or AmiInvalidActionException)
            {
                // This one cannot be asked; others can. What is known of it stays.
                _misses++;
            }

            return (false, null);
        }
    }
}
