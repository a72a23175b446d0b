namespace AmiBlazor.Tests.Calls;

/// <summary>Calls that <see cref="RealAsteriskCallsTests"/> plays.</summary>
/// <param name="isUsual">Whether the usual run plays them too, and not the long run alone.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CallScenarioAttribute(bool isUsual = false) : Attribute
{
    public bool IsUsual => isUsual;
}
