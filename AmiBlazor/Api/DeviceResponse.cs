namespace AmiBlazor.Api;

/// <summary>One device of an extension's hint.</summary>
/// <param name="Device">Such as <c>PJSIP/1001</c> or <c>Custom:DND1001</c>.</param>
/// <param name="State">Asterisk's word for its state, such as <c>NOT_INUSE</c>.</param>
internal sealed record DeviceResponse(string Device, string State);
