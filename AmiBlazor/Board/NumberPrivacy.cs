namespace AmiBlazor.Board;

/// <summary>How much of the number and name of a party outside a viewer sees.</summary>
public enum NumberPrivacy
{
    /// <summary>All of it.</summary>
    Full,

    /// <summary>The last three digits of the number, and no name.</summary>
    LastDigits,

    /// <summary>Nothing: only that it is somebody outside.</summary>
    None,
}
