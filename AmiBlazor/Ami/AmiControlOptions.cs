namespace AmiBlazor.Ami;

/// <summary>
/// Call control: <c>Ami:Servers:N:Control</c>. Off unless there is a <see cref="Username"/>. A class, not a record: a record would print its secret.
/// </summary>
internal sealed class AmiControlOptions
{
    public const string Section = "Control";

    /// <summary>The manager account that acts, apart from the one that watches; empty for no call control.</summary>
    public string Username { get; set; } = "";

    /// <summary>Its secret; null where <see cref="SecretFile"/> holds it.</summary>
    public string? Secret { get; set; }

    /// <summary>A file whose first line is the secret, read at each login.</summary>
    public string? SecretFile { get; set; }

    /// <summary>What may be done, in the words of <c>ControlKind</c>; empty for everything.</summary>
    public List<string> Allow { get; set; } = [];

    /// <summary>The dialplan context in which numbers are dialled; null where nothing that needs it is allowed.</summary>
    public string? Context { get; set; }

    /// <summary>Numbers that may be dialled beside those of extensions, as Asterisk writes patterns: <c>_1XXX</c>, <c>_0Z.</c>, <c>110</c>.</summary>
    public List<string> DialPatterns { get; set; } = [];

    /// <summary>Where calls are parked; null for the PBX's own choice.</summary>
    public string? ParkingLot { get; set; }

    /// <summary>How long one's own phone rings, in seconds: 5–120.</summary>
    public int Timeout { get; set; } = 30;

    /// <summary>The code of <c>automixmon</c> in <c>features.conf</c>, which starts a recording.</summary>
    public string RecordingDigits { get; set; } = "*3";

    /// <summary>
    /// A dialplan context with the extensions <c>listen</c>, <c>whisper</c> and <c>barge</c>, which tells those who are heard that somebody listens, and then
    /// listens itself; null to listen without telling them.
    /// </summary>
    public string? SpyContext { get; set; }

    /// <summary>
    /// Whether the page tells people whose own phone is listened to, while it is, and by whom. Administrators see it always. Beside
    /// <see cref="SpyContext"/>, which tells it on the phone.
    /// </summary>
    public bool TellListening { get; set; }

    /// <summary>The reasons for a pause, of which one is chosen; empty for any text or none.</summary>
    public List<string> PauseReasons { get; set; } = [];

    /// <summary>Whether there is call control.</summary>
    public bool IsOn => Username.Length > 0;
}
