using System.Globalization;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Devices;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Devices;

/// <summary>The phones and mailboxes of one extension, live.</summary>
public sealed partial class ExtensionPhones
{
    private readonly string _title = "phones-" + Guid.NewGuid().ToString("N");
    private ShownPhones _shown = ShownPhones.None;
    private IDisposable? _subscription;
    private bool _withAddresses;

    /// <summary>The extension's row on the board.</summary>
    [Parameter, EditorRequired]
    public required BoardRow Row { get; set; }

    /// <summary>The time that times of day are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    [Inject]
    private DeviceBoard Devices { get; init; } = null!;

    [Inject]
    private AddressPrivacy Privacy { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    protected override void Unsubscribe() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive) _subscription = Devices.Subscribe(() => _ = InvokeSafelyAsync(Follow));
    }

    protected override async Task OnParametersSetAsync()
    {
        _withAddresses = Privacy.ShowsAddresses(await User.GetAsync());
        _shown = Read();
    }

    private void Follow()
    {
        var shown = Read();
        if (shown.IsLike(_shown)) return;
        _shown = shown;
        StateHasChanged();
    }

    private ShownPhones Read() => ShownPhones.Of(Devices.For(Row.Key.Server), Row, _withAddresses);

    private string Standing(Phone phone) => phone.Standing switch
    {
        PhoneStanding.Registered => T["Registered"],
        PhoneStanding.Unregistered => T["Not registered"],
        PhoneStanding.Unreachable => phone.Contacts.All(contact => contact.IsFixed) ? T["Fixed address, does not answer"] : T["Registered, but does not answer"],
        _ => T["Fixed address"],
    };

    /// <summary>
    /// Since when; null while nobody knows. Of the only phone of an extension that is offline, the extension's own history knows more than a list that was read
    /// later.
    /// </summary>
    private string? Since(Phone phone)
    {
        var isOffline = phone.Standing is PhoneStanding.Unregistered or PhoneStanding.Unreachable && Row is { Shown: ExtensionStatus.Offline };
        if (phone.IsAtLeast && isOffline && Row.ChangedAt is { } offline && offline < phone.Since) return T.Format($"since {RelativeTime.Format(T, offline, Now)}");
        if (phone.Standing == PhoneStanding.Unknown || phone.Since is not { } since) return null;
        return phone.IsAtLeast
            ? T.Format($"since {RelativeTime.Format(T, since, Now)} at the latest")
            : T.Format($"since {RelativeTime.Format(T, since, Now)}");
    }

    /// <summary>Address and port as people write them; IPv6 in brackets.</summary>
    private static string Address(PhoneContact contact)
    {
        if (contact.Port == 0) return DisplayText.Show(contact.Address);
        var host = contact.Address.Contains(':', StringComparison.Ordinal) ? $"[{contact.Address}]" : contact.Address;
        return DisplayText.Show(string.Create(CultureInfo.InvariantCulture, $"{host}:{contact.Port}"));
    }

    /// <summary>The round trip; of several contacts, also which does not answer.</summary>
    private string? Answer(PhoneContact contact, Phone phone) => contact switch
    {
        { RoundTrip: { TotalMilliseconds: < 10 } trip } => T.Format($"{trip.TotalMilliseconds:0.0} ms"),
        { RoundTrip: { } trip } => T.Format($"{trip.TotalMilliseconds:N0} ms"),
        { Answers: false } when phone.Standing != PhoneStanding.Unreachable => T["does not answer"],
        _ => null,
    };
}
