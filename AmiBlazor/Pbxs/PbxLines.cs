using AmiBlazor.Ami;

namespace AmiBlazor.Pbxs;

/// <summary>The lines of manager.conf that mend an account.</summary>
internal static class PbxLines
{
    /// <inheritdoc cref="AmiAccountLines.Read"/>
    public const string Read = AmiAccountLines.Read;

    /// <inheritdoc cref="AmiAccountLines.Write"/>
    public const string Write = AmiAccountLines.Write;

    /// <inheritdoc cref="AmiEventFilter.Line"/>
    public static string EventFilter => AmiEventFilter.Line;
}
