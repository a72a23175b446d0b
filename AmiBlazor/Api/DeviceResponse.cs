using AmiBlazor.Board;
using AmiBlazor.Devices;

namespace AmiBlazor.Api;

/// <summary>One device of an extension's hint.</summary>
/// <param name="Device">Such as <c>PJSIP/1001</c> or <c>Custom:DND1001</c>.</param>
/// <param name="State">Asterisk's word for its state, such as <c>NOT_INUSE</c>.</param>
/// <param name="Registration"><c>registered</c>, <c>unreachable</c> or <c>unregistered</c>; null if the PBX does not report it.</param>
/// <param name="RegistrationSince">Since when that is so; null if it is unknown.</param>
/// <param name="RegistrationSinceAtLeast">Whether it may have been so for longer; null if it is unknown.</param>
/// <param name="Contacts">Where the phone can be reached; empty if nowhere, or if the PBX does not report it.</param>
internal sealed record DeviceResponse(
    string Device,
    string State,
    string? Registration,
    DateTimeOffset? RegistrationSince,
    bool? RegistrationSinceAtLeast,
    IReadOnlyList<ContactResponse> Contacts)
{
    public static DeviceResponse Of(HintDevice device, Phone? phone) => new(
        device.Device,
        device.State,
        phone?.Standing switch
        {
            PhoneStanding.Registered => "registered",
            PhoneStanding.Unreachable => "unreachable",
            PhoneStanding.Unregistered => "unregistered",
            _ => null,
        },
        phone?.Since,
        phone?.Since is null ? null : phone.IsAtLeast,
        [.. phone?.Contacts.Select(ContactResponse.Of) ?? []]);
}

/// <summary>One place at which a phone can be reached.</summary>
/// <param name="Address">The IP address or host that the PBX sends to; null if it has none or you may not see it.</param>
/// <param name="Port">Its port; null if it is the usual one, or if you may not see it.</param>
/// <param name="OwnAddress">The address within its own network, if it is another one; null if not, or if you may not see it.</param>
/// <param name="UserAgent">What the phone calls itself; null if it does not.</param>
/// <param name="Answers">Whether it answers the PBX; null if the PBX does not ask it.</param>
/// <param name="RoundTripMs">How many milliseconds its last answer took; null if that has not been measured.</param>
/// <param name="RegisteredUntil">
/// When its registration ends unless it is renewed, by the PBX's clock and as of the last five minutes; null if the PBX does not report it.
/// </param>
/// <param name="Fixed">True if the PBX's configuration has the address, so that the phone does not register.</param>
internal sealed record ContactResponse(
    string? Address,
    int? Port,
    string? OwnAddress,
    string? UserAgent,
    bool? Answers,
    double? RoundTripMs,
    DateTimeOffset? RegisteredUntil,
    bool Fixed)
{
    public static ContactResponse Of(PhoneContact contact) => new(
        NullIfEmpty(contact.Address),
        contact.Port > 0 ? contact.Port : null,
        NullIfEmpty(contact.OwnAddress),
        NullIfEmpty(contact.UserAgent),
        contact.Answers,
        contact.RoundTrip?.TotalMilliseconds,
        contact.ExpiresAt,
        contact.IsFixed);

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}

/// <summary>The messages of a mailbox.</summary>
/// <param name="Mailbox">Such as <c>1001@default</c>.</param>
/// <param name="New">How many have not been heard.</param>
/// <param name="Old">How many have been heard.</param>
internal sealed record MailboxResponse(string Mailbox, int New, int Old);
