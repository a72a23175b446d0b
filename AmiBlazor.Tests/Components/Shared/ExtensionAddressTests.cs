using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class ExtensionAddressTests
{
    private static readonly Gen<string> Part = Gen.OneOf(
        Gen.Elements("", "1001", "a/b", "100%", "%2F", "%252F", "a?b&c=d#e", "+49 30 1", "..", "Größe", "内線", "👩‍👩‍👧", "\u202e1001", "<script>", "\"'", "a\\b", "\0\r\n", new string('9', 10_000)),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => string.Concat(text.Get.Where(one => !char.IsSurrogate(one)))));

    [Fact]
    public void A_link_leads_back_to_the_extension_whatever_it_is_called() => Prop.ForAll(
        Part.ArrayOf(3).ToArbitrary(),
        parts =>
        {
            var key = new ExtensionKey(parts[0], parts[1], parts[2]);

            var address = new Uri(new Uri("http://localhost/?q=1"), ExtensionAddress.Link(key));
            var open = QueryHelpers.ParseQuery(address.Query)["open"];

            Assert.Equal("/", address.AbsolutePath);
            Assert.Equal(key, ExtensionAddress.Parse(Assert.Single(open)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1001")]
    [InlineData("main/1001")]
    [InlineData("main/from-internal/1001/more")]
    public void What_does_not_have_three_parts_names_no_extension(string? address) => Assert.Null(ExtensionAddress.Parse(address));

    [Fact]
    public void Any_text_names_an_extension_or_none() => Prop.ForAll(
        Gen.OneOf(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get), Gen.Elements("%", "%/%/%", "%zz/%0/%c3", "%00/%ff/%u1234", "//")).ToArbitrary(),
        address =>
        {
            var key = ExtensionAddress.Parse(address);

            Assert.Equal(address.Count(one => one == '/') == 2, key is not null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_link_holds_nothing_that_markup_or_an_address_gives_a_meaning()
    {
        var link = ExtensionAddress.Link(new ExtensionKey("\"><img src=x>", "a&b#c", "javascript:alert(1)"));

        Assert.Matches("^\\?open=[A-Za-z0-9%._~-]*$", link);
    }
}
