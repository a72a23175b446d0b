namespace AmiBlazor.Ami;

/// <summary>A call that the PBX places to a person's own phone.</summary>
/// <param name="Device">The phone, such as <c>PJSIP/1001</c>.</param>
/// <param name="ChannelId">The Uniqueid that its channel gets, which nobody else can guess.</param>
/// <param name="CallerId">What the phone shows and others see, as Asterisk writes it; null for nothing.</param>
/// <param name="Ring">How long it rings.</param>
internal sealed record OwnCall(string Device, string ChannelId, string? CallerId, TimeSpan Ring);
