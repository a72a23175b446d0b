namespace AmiBlazor.Tests.Support;

/// <summary>The versions of Asterisk where both say the same on the wire: the newer one, and in the long run both.</summary>
public sealed class AsteriskVersions : TheoryData<int>
{
    public AsteriskVersions()
    {
        if (LongRun.IsOn) Add(16);
        Add(22);
    }
}
