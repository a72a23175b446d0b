using AmiBlazor.Auth.SignIn;

namespace AmiBlazor.Tests.Auth.SignIn;

public sealed class TotpTests
{
    // RFC 6238, appendix B: the ASCII text 12345678901234567890; of its eight digits an app shows the last six.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1234567890);

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_match_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Key, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_half_a_minute_wrong(int steps, bool isTaken)
    {
        var step = Totp.StepOf(Now) + steps;

        Assert.Equal(isTaken ? step : null, Totp.Find(Key, Totp.Code(Key, step), Now, last: 0));
    }

    [Fact]
    public void A_used_code_and_earlier_ones_are_refused()
    {
        var step = Totp.StepOf(Now);

        Assert.Null(Totp.Find(Key, Totp.Code(Key, step), Now, last: step));
        Assert.Null(Totp.Find(Key, Totp.Code(Key, step - 1), Now, last: step));
        Assert.Equal(step + 1, Totp.Find(Key, Totp.Code(Key, step + 1), Now, last: step));
    }

    [Theory]
    [InlineData("123 456", "123456")]
    [InlineData(" 123456\t", "123456")]
    [InlineData("123456123456123456123456", "")]
    [InlineData(null, "")]
    public void A_typed_code_may_have_spaces(string? typed, string code) => Assert.Equal(code, Totp.Clean(typed));

    [Fact]
    public void The_QR_code_names_the_account() => Assert.Equal(
        "otpauth://totp/AmiBlazor:J%C3%B6rg%20%26%20Co?secret=GEZD&issuer=AmiBlazor&digits=6&period=30", Totp.Link("Jörg & Co", "GEZD"));
}
