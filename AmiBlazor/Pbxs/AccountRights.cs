using AmiBlazor.Ami;

namespace AmiBlazor.Pbxs;

/// <summary>
/// What a manager account may do, read from Asterisk's response to <c>ListCommands</c>: one header for each permitted action, with its privilege
/// classes at the end, as in <c>Originate: Originate a call.  (Priv: originate,all)</c> (<c>action_listcommands</c> in main/manager.c).
/// </summary>
public sealed class AccountRights
{
    private const string ClassesPrefix = "(Priv: ";

    /// <summary>The class needed to list extension states; <c>call</c> would suffice as well, but permits much more.</summary>
    private const string NeededClass = "reporting";

    private static readonly string[] OpenClasses = ["<none>", "all"];

    private AccountRights(bool hasList, IReadOnlyList<string> classes, IReadOnlyList<string> actions)
    {
        HasList = hasList;
        UnneededClasses = classes;
        UnneededActions = actions;
    }

    /// <summary>True if the account may use <c>ExtensionStateList</c>.</summary>
    public bool HasList { get; }

    /// <summary>True if the account may use <c>DBGet</c>.</summary>
    public bool HasDatabase { get; private init; }

    /// <summary>True if the account may use <c>Getvar</c>.</summary>
    public bool HasVariables { get; private init; }

    /// <summary>The classes that the account certainly has in <c>write</c> without needing them, sorted.</summary>
    public IReadOnlyList<string> UnneededClasses { get; }

    /// <summary>The actions that the account may use and that <c>write=reporting</c> would not permit, sorted.</summary>
    public IReadOnlyList<string> UnneededActions { get; }

    internal static AccountRights Of(AmiReply listCommands)
    {
        var permitted = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var classes = new SortedSet<string>(StringComparer.Ordinal);
        var actions = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in listCommands.Headers)
        {
            if (Classes(value) is not { } needed) continue;
            permitted.Add(name);
            if (needed.Length == 0 || needed.Contains(NeededClass, StringComparer.Ordinal)) continue;
            actions.Add(AmiText.ForPeople(name));

            // If an action needs one of several classes, which of them the account has is unknown.
            if (needed is [var only]) classes.Add(AmiText.ForPeople(only));
        }

        return new AccountRights(permitted.Contains(AmiProtocol.ExtensionStateList), [.. classes], [.. actions])
        {
            HasDatabase = permitted.Contains(AmiProtocol.DatabaseGet),
            HasVariables = permitted.Contains(AmiProtocol.GetVar),
        };
    }

    /// <summary>The classes of which an action needs one; empty if anybody may use it, null if the header names no action.</summary>
    internal static string[]? Classes(string value)
    {
        var start = value.LastIndexOf(ClassesPrefix, StringComparison.Ordinal);
        return start < 0 || !value.EndsWith(')')
            ? null
            : [.. value[(start + ClassesPrefix.Length)..^1].Split(',', StringSplitOptions.TrimEntries).Except(OpenClasses, StringComparer.Ordinal)];
    }
}
