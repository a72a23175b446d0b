using System.Runtime.InteropServices;
using AmiBlazor.Board;

namespace AmiBlazor.Components.Drawer;

/// <summary>How long and how often an extension had one status, or was not followed.</summary>
/// <param name="Status">The status; null for the time in which changes could go unheard.</param>
/// <param name="Duration">How long in all.</param>
/// <param name="Times">How often.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimelinePart(ExtensionStatus? Status, TimeSpan Duration, int Times);
