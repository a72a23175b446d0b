using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Calls;

/// <summary>From a phone to its extensions: by the devices of hints alone.</summary>
public sealed class PhoneIndexTests
{
    private readonly PhoneIndex _phones = new();

    [Theory]
    [InlineData("PJSIP/1001", "PJSIP/1001", true)]
    [InlineData("pjsip/1001", "PJSIP/1001", true)]
    [InlineData("PJSIP/1004&PJSIP/1014", "PJSIP/1014", true)]
    [InlineData("PJSIP/1001&Custom:DND1001,CustomPresence:1001", "PJSIP/1001", true)]
    [InlineData("PJSIP/my-phone", "PJSIP/my-phone", true)]
    [InlineData("Custom:DND1001", "Custom:DND1001", false)]
    [InlineData("Queue:support", "Queue:support", false)]
    [InlineData("park:701@parkedcalls", "park:701@parkedcalls", false)]
    [InlineData("confbridge:610", "confbridge:610", false)]
    [InlineData("", "PJSIP/1001", false)]
    public void A_device_of_a_hint_belongs_to_its_extension_if_it_is_a_phone(string hint, string device, bool isOf)
    {
        Follow(TestData.BoardRow(hint: hint));

        Assert.Equal(isOf ? ["1001"] : [], Of(device));
    }

    [Fact]
    public void A_phone_in_two_hints_belongs_to_both_and_a_phone_that_has_moved_to_its_new_one()
    {
        Follow(TestData.BoardRow("1001", hint: "PJSIP/a"), TestData.BoardRow("1002", hint: "PJSIP/a&PJSIP/b"));
        Assert.Equal(["1001", "1002"], Of("PJSIP/a"));

        Assert.True(Follow(TestData.BoardRow("1001", hint: "PJSIP/b")));
        Assert.Equal(["1002"], Of("PJSIP/a"));
        Assert.Equal(["1002", "1001"], Of("PJSIP/b"));
    }

    [Fact]
    public void An_extension_that_is_gone_has_no_phone()
    {
        Follow(TestData.BoardRow());

        Assert.True(Follow(TestData.BoardRow(present: false)));

        Assert.Empty(Of("PJSIP/1001"));
    }

    [Fact]
    public void Rows_that_have_other_states_change_nothing_and_the_same_phone_has_the_same_list()
    {
        Follow(TestData.BoardRow());
        var before = _phones.Of("PJSIP/1001");

        Assert.False(Follow(TestData.BoardRow(code: 8)));

        Assert.Same(before, _phones.Of("PJSIP/1001"));
    }

    private bool Follow(params IEnumerable<BoardRow> rows) => _phones.Follow(rows);

    private string[] Of(string device) => [.. _phones.Of(device).Select(key => key.Exten)];
}
