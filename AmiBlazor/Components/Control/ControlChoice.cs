using AmiBlazor.Board;
using AmiBlazor.Control;

namespace AmiBlazor.Components.Control;

/// <summary>One thing that can be done to a call or in a queue, as a menu shows it.</summary>
public sealed class ControlChoice
{
    internal ControlChoice(Func<ExtensionKey, string, ControlRequest?> request) => Request = request;

    /// <summary>What it is called.</summary>
    public required string Label { get; init; }

    /// <summary>Its icon.</summary>
    public required string Icon { get; init; }

    /// <summary>Why it cannot be chosen; null if it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the user's own phone does it.</summary>
    public bool NeedsPhone { get; init; }

    /// <summary>What is asked before; null if it is done at once.</summary>
    public ControlQuestion? Question { get; init; }

    /// <summary>What is done.</summary>
    public required ControlKind Kind { get; init; }

    /// <summary>The PBX.</summary>
    public required string Server { get; init; }

    /// <summary>
    /// Makes the request: of the user's own phone, whatever it is if none is needed, and of what was entered, empty if nothing was asked. Null if what was
    /// entered is nothing that the PBX has.
    /// </summary>
    internal Func<ExtensionKey, string, ControlRequest?> Request { get; }
}

/// <summary>What is asked before something is done.</summary>
public sealed record ControlQuestion
{
    /// <summary>The heading, which is a question.</summary>
    public required string Title { get; init; }

    /// <summary>What will happen, and to whom.</summary>
    public required string Sentence { get; init; }

    /// <summary>The button.</summary>
    public required string Button { get; init; }

    /// <summary>What is to be entered; null for nothing.</summary>
    public string? Field { get; init; }

    /// <summary>Whether something must be entered.</summary>
    public bool IsNeeded { get; init; } = true;

    /// <summary>The most characters.</summary>
    public int MaxLength { get; init; } = 80;

    /// <summary>Whether the keyboard of a telephone is enough.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The extensions of this PBX are offered; null for none.</summary>
    public string? ExtensionsOf { get; init; }

    /// <summary>The only answers; empty if any is allowed.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Whether the button warns.</summary>
    public bool IsDanger { get; init; }
}
