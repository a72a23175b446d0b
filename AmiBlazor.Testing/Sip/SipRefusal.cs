namespace AmiBlazor.Testing.Sip;

/// <summary>How a <see cref="SipPhone"/> refuses a call.</summary>
/// <param name="Status">The number of the response.</param>
/// <param name="Number">The number to call instead; null for none.</param>
internal sealed record SipRefusal(int Status, string? Number = null)
{
    public static readonly SipRefusal Busy = new(486);

    /// <summary>The red button.</summary>
    public static readonly SipRefusal Declined = new(603);

    /// <summary>The phone forwards its calls.</summary>
    public static SipRefusal Forwarded(string number) => new(302, number);
}
