namespace AmiBlazor.Testing.Asterisk;

/// <summary>A manager account in the <c>manager.conf</c> of a <see cref="RealAsterisk"/>.</summary>
/// <param name="Name">Its name, with which its secret begins.</param>
/// <param name="Read">Classes of events that it receives.</param>
/// <param name="Write">Classes of actions that it may send.</param>
internal sealed record RealAsteriskAccount(string Name, string Read = "call,system", string Write = "reporting")
{
    public string Secret { get; init; } = Name + "-secret-" + Canary.Word;

    /// <summary>Further lines of its section, such as <c>deny=0.0.0.0/0.0.0.0</c>.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
