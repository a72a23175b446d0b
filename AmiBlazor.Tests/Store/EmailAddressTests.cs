using AmiBlazor.Store;

namespace AmiBlazor.Tests.Store;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("anna@example.org")]
    [InlineData("a@b")]
    [InlineData("anna.weber+phone@mail.example.co.uk")]
    [InlineData("o'hara@example.org")]
    [InlineData("jürgen@müller.example")]
    [InlineData("用户@例子.测试")]
    [InlineData("a!#$%&'*+/=?^_`{|}~-b@example.org")]
    public void An_address_of_one_mailbox_is_one(string address) => Assert.True(EmailAddress.IsValid(address));

    [Theory]
    [InlineData("anna")]
    [InlineData("@example.org")]
    [InlineData("anna@")]
    [InlineData("anna@example.")]
    [InlineData("anna@.org")]
    [InlineData("anna@-example.org")]
    [InlineData("anna weber@example.org")]
    [InlineData("anna@exam ple.org")]
    [InlineData("a@b@c")]
    [InlineData(".anna@example.org")]
    [InlineData("anna.@example.org")]
    [InlineData("an..na@example.org")]
    [InlineData("\"anna\"@example.org")]
    [InlineData("Anna <anna@example.org>")]
    [InlineData("a@example.org,b@example.org")]
    [InlineData("mailto:a@example.org")]
    [InlineData("a@example.org?bcc=b@example.org")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@example.org\nb")]
    [InlineData("a@exam\u202eple.org")]
    public void Nothing_else_is(string text) => Assert.False(EmailAddress.IsValid(text));

    [Fact]
    public void The_lengths_are_those_of_mail_servers()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 3));

        Assert.True(EmailAddress.IsValid($"{new string('l', 64)}@{domain}"));
        Assert.False(EmailAddress.IsValid($"{new string('l', 65)}@{domain}"));
        Assert.False(EmailAddress.IsValid($"l@{new string('d', 64)}.org"));
        Assert.False(EmailAddress.IsValid($"{new string('l', 64)}@{domain}.{domain}"));
    }

    [Fact]
    public void A_link_adds_no_subject_and_no_other_recipient()
    {
        Assert.Equal("mailto:anna@example.org", EmailAddress.Link("anna@example.org"));
        Assert.Equal("mailto:a%3Fsubject%3Dx%26bcc%3Dy@example.org", EmailAddress.Link("a?subject=x&bcc=y@example.org"));
    }
}
