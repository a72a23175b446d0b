namespace AmiBlazor.Control;

/// <summary>Who hears the one that listens.</summary>
public enum ListenMode
{
    /// <summary>Nobody.</summary>
    Listen,

    /// <summary>The party that is listened to.</summary>
    Whisper,

    /// <summary>Both parties.</summary>
    Barge,
}
