using AmiBlazor.Auth.Accounts;

namespace AmiBlazor.Tests.Auth.Accounts;

public sealed class RecoveryCodesTests
{
    private static readonly string[] Given = ["8DBYC-7C556", "5M3K5-5N54P"];

    [Theory]
    [InlineData("8DBYC-7C556")]
    [InlineData("8dbyc-7c556")]
    [InlineData(" 8DBYC 7C556 ")]
    public void A_code_is_accepted_however_it_is_typed_and_only_once(string typed)
    {
        var codes = RecoveryCodes.Parse(RecoveryCodes.Of(Given, iterations: 1).ToString());

        var left = codes.Without(typed);

        Assert.Single(left!.Hashes);
        Assert.Null(left.Without(typed));
        Assert.Empty(left.Without("5M3K5-5N54P")!.Hashes);
    }

    [Theory]
    [InlineData("8DBYC-7C557")]
    [InlineData("")]
    [InlineData("8DBYC-7C556-5M3K5-5N54P-8DBYC-7C556-5M3K5-5N54P")]
    public void A_wrong_code_is_refused(string typed) => Assert.Null(RecoveryCodes.Of(Given, iterations: 1).Without(typed));

    [Fact]
    public void The_stored_text_holds_no_code()
    {
        var kept = RecoveryCodes.Of(Given, iterations: 1).ToString();

        Assert.DoesNotContain("8DBYC", kept, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(kept, RecoveryCodes.Of(Given, iterations: 1).ToString());
    }
}
