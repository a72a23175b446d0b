namespace AmiBlazor.Ami;

/// <summary>A registered contact of a PJSIP endpoint, as Asterisk keeps it in its database.</summary>
/// <param name="Id">How Asterisk calls it, such as <c>1001;@hash</c>.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Uri">Where the phone is reached.</param>
/// <param name="OwnAddress">The address that the phone itself has named; empty when there is none.</param>
/// <param name="UserAgent">What the phone calls itself; empty when it does not.</param>
/// <param name="ExpiresAt">When the registration ends unless the phone renews it; null when it is not told. By the PBX's clock.</param>
/// <param name="IsQualified">Whether the PBX asks it now and then whether it answers.</param>
internal sealed record ContactRow(string Id, string Endpoint, string Uri, string OwnAddress, string UserAgent, DateTimeOffset? ExpiresAt, bool IsQualified);
