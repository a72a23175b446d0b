using AmiBlazor.People;
using FsCheck;
using FsCheck.Fluent;

namespace AmiBlazor.Tests.People;

public sealed class CsvGuardTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("'t Hooft", "'t Hooft")]
    [InlineData("Sales;=1+1", "Sales;'=1+1")]
    [InlineData("first\n-second", "first\n'-second")]
    [InlineData("-", "'-")]
    public void What_begins_like_a_formula_gets_a_guard(string text, string safe) => Assert.Equal(safe, CsvGuard.Protect(text));

    [Fact]
    public void Every_text_comes_back()
    {
        var pieces = Gen.OneOf(
            Gen.Elements("=", "+", "-", "@", "'", "\"", " ", ",", ";", "\n", "\u200f", "a", "＝"), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get));

        Prop.ForAll(pieces.ListOf().Select(string.Concat).ToArbitrary(), text => Assert.Equal(text, CsvGuard.Restore(CsvGuard.Protect(text))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory]
    [InlineData("Anna Weber")]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("it's")]
    public void What_has_no_guard_is_taken_as_it_is(string text) => Assert.Equal(text, CsvGuard.Restore(text));
}
