using AmiBlazor.Board;

namespace AmiBlazor.History;

/// <summary>A part of the extensions that pass a filter, in the order of server, context and exten.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Total">How many extensions pass the filter in all.</param>
/// <param name="Next">Where the next page begins: after this extension. Null when this is the last page.</param>
internal sealed record ExtensionPage(IReadOnlyList<VerifiedRow> Rows, int Total, ExtensionKey? Next);
