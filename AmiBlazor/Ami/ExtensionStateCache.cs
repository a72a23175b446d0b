namespace AmiBlazor.Ami;

/// <summary>
/// The states that earlier lists of one PBX brought, found by their bytes: a row that has not changed since makes no object and no string.
/// Holds no truth of its own: losing it costs only allocations. One list at a time.
/// </summary>
internal sealed class ExtensionStateCache
{
}
