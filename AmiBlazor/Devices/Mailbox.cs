namespace AmiBlazor.Devices;

/// <summary>The messages of a mailbox.</summary>
/// <param name="Name">Such as <c>1001@default</c>.</param>
/// <param name="New">How many have not been heard.</param>
/// <param name="Old">How many have been heard.</param>
public sealed record Mailbox(string Name, int New, int Old)
{
    /// <summary>What comes before the <c>@</c>.</summary>
    public string Number => Name.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? Name[..at] : Name;
}
