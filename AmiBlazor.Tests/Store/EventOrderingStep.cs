using System.Globalization;
using System.Runtime.InteropServices;

namespace AmiBlazor.Tests.Store;

/// <summary>One thing that can happen next. What is not possible at its turn does nothing, so that any part of a schedule is a schedule.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Argument">Picks to whom, and what of it; any number will do.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventOrderingStep(EventOrderingStepKind Kind, int Argument)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}({Argument})");
}
