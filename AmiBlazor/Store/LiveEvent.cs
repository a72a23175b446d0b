namespace AmiBlazor.Store;

/// <summary>An event about one extension that a main connection received.</summary>
/// <param name="Context">Dialplan context.</param>
/// <param name="Exten">The extension's number or name in its context.</param>
/// <param name="At">When it was received; UTC.</param>
internal abstract record LiveEvent(string Context, string Exten, DateTimeOffset At);

/// <summary>The extension has a status.</summary>
/// <param name="Context">Dialplan context.</param>
/// <param name="Exten">The extension's number or name in its context.</param>
/// <param name="Hint">The hint's devices; empty when the PBX left them out, which happens while it reloads its dialplan.</param>
/// <param name="StatusCode">The number as AMI sent it; <see cref="Removed"/> when the hint is gone.</param>
/// <param name="At">When it was received; UTC.</param>
internal sealed record LiveStatus(string Context, string Exten, string Hint, int StatusCode, DateTimeOffset At) : LiveEvent(Context, Exten, At)
{
    /// <summary>Asterisk's <c>AST_EXTENSION_REMOVED</c>: the hint was taken out of the dialplan.</summary>
    public const int Removed = -2;

    /// <summary>Whether it is the answer to a question. An answer that brings nothing new is no sign of a reload.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>Whether the status is folded from several devices.</summary>
    public bool IsFolded => Hint.Contains('&', StringComparison.Ordinal);
}

/// <summary>The person at the extension has set a presence.</summary>
/// <param name="Context">Dialplan context.</param>
/// <param name="Exten">The extension's number or name in its context.</param>
/// <param name="Presence">Asterisk's word; null for <c>not_set</c>.</param>
/// <param name="Message">The person's own words; null when there are none.</param>
/// <param name="At">When it was received; UTC.</param>
internal sealed record LivePresence(string Context, string Exten, string? Presence, string? Message, DateTimeOffset At) : LiveEvent(Context, Exten, At);

/// <summary>A device of which a hint has several has a state.</summary>
/// <param name="Device">Such as <c>Custom:DND1001</c>.</param>
/// <param name="State">Asterisk's word.</param>
/// <param name="At">When it was received; UTC.</param>
internal sealed record LiveDevice(string Device, string State, DateTimeOffset At) : LiveEvent("", Device, At);
