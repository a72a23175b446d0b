namespace AmiBlazor.Ami;

/// <summary>The registered contacts of a PBX.</summary>
/// <param name="Rows">Those of the endpoints that were asked for.</param>
/// <param name="IsWhole">
/// Whether every row could be read. If not, a contact that is not among them may be there all the same: a phone may call itself what it likes, 10 KB of it.
/// </param>
internal sealed record ContactList(IReadOnlyList<ContactRow> Rows, bool IsWhole);
