using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Browser;

/// <summary>
/// The looks of a page: dark or light, on a phone or not. Colours go by the theme and the layout by the width, so the usual run shows each of them once, and
/// the long run all four together.
/// </summary>
public static class Looks
{
    public static TheoryData<bool, bool> All => LongRun.Of<TheoryData<bool, bool>>(
        usual: new() { { false, false }, { true, true } },
        full: new() { { false, false }, { true, false }, { false, true }, { true, true } });
}
