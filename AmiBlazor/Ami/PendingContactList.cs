using System.Globalization;
using System.Text.Json;

namespace AmiBlazor.Ami;

/// <summary>
/// Waits for the registered contacts, which Asterisk keeps as JSON in its database (<c>DBGetTree</c> of <c>registrar/contact</c>; res_pjsip_registrar.c). The
/// count at its end is not compared: Asterisk 16 says 1, however many there are.
/// </summary>
internal sealed class PendingContactList(AmiAction action, PendingActions owner, HashSet<string> wanted, AmiErrors errors, AmiLimits limits)
    : PendingRecords<ContactRow>(action, owner, errors, limits)
{
    /// <summary>The last time that is believed: Asterisk writes seconds since 1970, and a phone chooses how many from now.</summary>
    private const long LastSecond = 32_503_680_000;

    /// <inheritdoc cref="ContactList.IsWhole"/>
    public bool IsWhole { get; private set; } = true;

    protected override ReadOnlySpan<byte> CompleteEvent => "DBGetTreeComplete"u8;

    private static ReadOnlySpan<byte> Prefix => "/registrar/contact/"u8;

    public override void Receive(in AmiMessage message)
    {
        if (message.Oddity != AmiOddity.None) IsWhole = false;
        base.Receive(message);
    }

    protected override ContactRow? Read(in AmiMessage row, ReadOnlySpan<byte> name)
    {
        if (!AmiText.Is(name, "DBGetTreeResponse"u8)) return null;
        if (row.Count != 4 || !Stands(row, 1, "Key,Val,ActionID"u8) || row.Value(1) is not [.., _] key || !key.StartsWith(Prefix)
            || !TryReadValue(row.Value(2), out var contact))
        {
            IsWhole = false;
            return null;
        }

        return wanted.Contains(contact.Endpoint) ? contact with { Id = AmiText.ForPeople(AmiText.Decode(key[Prefix.Length..])) } : null;
    }

    /// <summary>Reads the JSON; false when it is none, or not that of a contact.</summary>
    private static bool TryReadValue(ReadOnlySpan<byte> json, out ContactRow contact)
    {
        contact = new ContactRow("", "", "", "", "", null, false);
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                if (!reader.Read()) return false;
                if (reader.TokenType == JsonTokenType.String)
                    contact = With(contact, name, AmiText.ForPeople(reader.GetString()!));
                else
                    reader.Skip();
            }

            return contact is { Endpoint.Length: > 0 and <= AmiEventShape.LongestName, Uri.Length: > 0 } && !reader.Read();
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            // Cut, or no text at all: UTF-16 surrogates alone, for one.
            return false;
        }
    }

    private static ContactRow With(ContactRow contact, string? name, string value) => name switch
    {
        "endpoint" => contact with { Endpoint = value },
        "uri" => contact with { Uri = value },
        "via_addr" => contact with { OwnAddress = value },
        "user_agent" => contact with { UserAgent = value },
        "qualify_frequency" => contact with { IsQualified = value is not ("" or "0") },
        "expiration_time" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < LastSecond =>
            contact with { ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(seconds) },
        _ => contact,
    };
}
