using System.Reflection;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>A call that a method makes.</summary>
/// <param name="Offset">Where it stands among the method's instructions.</param>
/// <param name="Method">What is called.</param>
/// <param name="Arguments">What is known of its arguments, the object itself first where there is one.</param>
internal sealed record CallInMethod(int Offset, MethodBase Method, IReadOnlyList<KnownValue> Arguments);
