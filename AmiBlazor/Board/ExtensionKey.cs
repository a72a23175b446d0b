namespace AmiBlazor.Board;

/// <summary>
/// What identifies an extension. Asterisk returns the same exten in several contexts, and several PBXs have the same numbers: none of
/// the three parts can be left out. Compared ordinally, as Asterisk does.
/// </summary>
public readonly record struct ExtensionKey(string Server, string Context, string Exten);
