using AmiBlazor.Ami;

namespace AmiBlazor.Tests.Ami;

public sealed class CallerIdTests
{
    /// <summary>What Asterisk 16 and 22 answer to <c>PJSIP_ENDPOINT(…,callerid)</c>, and what else may be written there.</summary>
    [Theory]
    [InlineData("\"Anna Adler\" <1001>", "Anna Adler", "1001")]
    [InlineData("Anna Adler <1001>", "Anna Adler", "1001")]
    [InlineData("Only Name", "Only Name", null)]
    [InlineData("\"Only Name\"", "Only Name", null)]
    [InlineData("5551", null, "5551")]
    [InlineData("+49 (30) 5551", null, "+49 (30) 5551")]
    [InlineData("<1001>", null, "1001")]
    [InlineData("\"\" <1001>", null, "1001")]
    [InlineData("<unknown>", null, null)]
    [InlineData("", null, null)]
    [InlineData("\"Anna \\\"Ann\\\" Adler\" <1001>", "Anna \"Ann\" Adler", "1001")]
    [InlineData("\"", "\"", null)]
    [InlineData("\"a<b\" <1>", "a<b", "1")]
    [InlineData("Müller <>", "Müller", null)]
    public void A_caller_ID_has_a_name_a_number_or_both(string text, string? name, string? number) =>
        Assert.Equal(new CallerId(name, number), CallerId.Parse(text));
}
