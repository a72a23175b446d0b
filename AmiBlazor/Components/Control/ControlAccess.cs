using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Control;

namespace AmiBlazor.Components.Control;

/// <summary>What the user of a page may do to calls and queues. It decides what is shown; what is done is checked again.</summary>
public sealed class ControlAccess
{
    // By PBX: the configuration stays as it is while the program runs, and menus ask often.
    private readonly Dictionary<string, IReadOnlySet<ControlKind>> _kinds = new(StringComparer.Ordinal);
    private readonly ICallControl _control;

    internal ControlAccess(ICallControl control, ExtensionKey? phone) => (_control, Phone) = (control, phone);

    /// <summary>The user's own phone; null for none.</summary>
    public ExtensionKey? Phone { get; }

    /// <summary>Whether anything can be done on a PBX.</summary>
    public bool IsOn(string server) => Kinds(server).Count > 0;

    internal bool Has(string server, ControlKind kind) => Kinds(server).Contains(kind);

    internal IReadOnlyList<string> PauseReasons(string server) => _control.PauseReasons(server);

    /// <summary>Why the user's phone cannot be used on a PBX; null if it can.</summary>
    internal string? PhoneProblem(Localizer texts, string server) => Phone switch
    {
        null => texts["Your account has no phone of its own. An administrator chooses it on the page “Accounts”."],
        { } phone when !string.Equals(phone.Server, server, StringComparison.Ordinal) =>
            texts.Format($"Your phone {DisplayText.Show(phone.Exten)} belongs to PBX “{DisplayText.Show(phone.Server)}”."),
        _ => null,
    };

    private IReadOnlySet<ControlKind> Kinds(string server)
    {
        if (!_kinds.TryGetValue(server, out var kinds)) _kinds.Add(server, kinds = _control.Kinds(server));
        return kinds;
    }

    /// <summary>Whether one of these extensions is the user's own phone.</summary>
    internal bool IsOwn(IReadOnlyList<ExtensionKey> extensions) => Phone is { } phone && extensions.Contains(phone);
}
