namespace AmiBlazor.Board;

/// <summary>
/// Identifies an extension. Several contexts can have the same exten, and several PBXs the same numbers, so none of the three parts can be left out.
/// Compared ordinally, as Asterisk does.
/// </summary>
public readonly record struct ExtensionKey(string Server, string Context, string Exten);
