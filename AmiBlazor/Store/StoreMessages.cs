using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>The messages about what is saved, for a person. Each is a whole sentence, so that it can be translated.</summary>
internal static class StoreMessages
{
    /// <summary>A list holds more new extensions than there is room for.</summary>
    public static FormattableString NoRoom(string server, int notAdded) => notAdded == 1
        ? $"1 extension that PBX “{server}” lists is not on the board: at most {PbxBoard.MostRows:N0} are kept. Set Ami:Servers:N:Contexts to the contexts that you need."
        : (FormattableString)$"{notAdded:N0} extensions that PBX “{server}” lists are not on the board: at most {PbxBoard.MostRows:N0} are kept. Set Ami:Servers:N:Contexts to the contexts that you need.";
}
