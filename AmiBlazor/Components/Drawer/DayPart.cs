using System.Runtime.InteropServices;
using AmiBlazor.Extensions;

namespace AmiBlazor.Components.Drawer;

/// <summary>How long and how often an extension had one status.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DayPart(ExtensionStatus Status, TimeSpan Duration, int Times);
