namespace AmiBlazor.Ami;

/// <summary>
/// A complete list: everything between the start of <c>ExtensionStateList</c> and its own <c>ExtensionStateListComplete</c>, whose
/// <c>ListItems</c> equals the rows received. An extension that came twice (during a dialplan reload) is in it once, with its last state.
/// The rows live in rented memory until the list is disposed.
/// </summary>
internal sealed class ExtensionStateList : IDisposable
{
    public ReadOnlySpan<ExtensionState> Rows => throw new NotImplementedException();

    /// <summary>Rows as they came, doubles included: what <c>ListItems</c> counts.</summary>
    public int RowsReceived => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
