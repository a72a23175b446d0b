namespace AmiBlazor.Pbxs;

/// <summary>What a test does, one after the other.</summary>
public enum ProbeStep
{
    /// <summary>It connects and signs in.</summary>
    Connecting,

    /// <summary>It asks for the list of extensions.</summary>
    Listing,

    /// <summary>It asks what the account may do.</summary>
    Rights,

    /// <summary>It asks for the names of some extensions.</summary>
    Names,

    /// <summary>It listens for events.</summary>
    Listening,
}

/// <summary>Why a test failed, as far as it decides what else is worth saying.</summary>
public enum ProbeFault
{
    /// <summary>Nothing accepts the connection, or the host has no address.</summary>
    NoConnection,

    /// <summary>Nothing answers.</summary>
    Silence,

    /// <summary>Something answers that is no manager, or closes at once.</summary>
    NotManager,

    /// <summary>TLS failed.</summary>
    Tls,

    /// <summary>The PBX does not take the account.</summary>
    Login,

    /// <summary>The account may not ask for the list.</summary>
    Permission,

    /// <summary>Whatever else.</summary>
    Other,
}

/// <summary>A test that failed.</summary>
/// <param name="Fault">Why.</param>
/// <param name="Sentence">What happened and what mends it.</param>
/// <param name="PbxWords">What the PBX said; null if nothing.</param>
/// <param name="PinnableSha256">SHA-256 (hex) of a certificate that may be trusted if it is the PBX's; null if that is no mend.</param>
public sealed record ProbeFailure(ProbeFault Fault, FormattableString Sentence, string? PbxWords, string? PinnableSha256);

/// <summary>What a test of a PBX found, also one that ended early.</summary>
public sealed class ProbeReport
{
    /// <summary>How far it came.</summary>
    public ProbeStep Reached { get; set; }

    /// <summary>Why it did not come to its end; null if it did.</summary>
    public ProbeFailure? Failure { get; set; }

    /// <summary>How many extensions the PBX lists; null if it was not asked.</summary>
    public int? Listed { get; set; }

    /// <summary>How many of them a board would show.</summary>
    public int Kept { get; set; }

    /// <summary>The contexts with the most extensions, and how many.</summary>
    public IReadOnlyList<(string Context, int Count)> Contexts { get; set; } = [];

    /// <summary>Some of the extensions that a board would show.</summary>
    public IReadOnlyList<string> Examples { get; set; } = [];

    /// <summary>How many extensions the preset for FreePBX would leave out; null if the list does not look like FreePBX's.</summary>
    public int? LeftOutByFreePbx { get; set; }

    /// <summary>What the account may do; null if that is not known.</summary>
    public AccountRights? Rights { get; set; }

    /// <summary>Some of the names that the PBX knows.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>What happened while it listened; null if it did not.</summary>
    public EventFacts? Events { get; set; }
}
