using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class AvatarTests
{
    [Theory]
    [InlineData("Anna Weber", null, "1001", "AW")]
    [InlineData("Weber, Anna", null, "1001", "AW")]
    [InlineData("anna maria von weber", null, "1001", "AW")]
    [InlineData("Reception", null, "1001", "R")]
    [InlineData("Anna Weber (2nd floor)", null, "1001", "AW")]
    [InlineData("Élodie ß", null, "1001", "Éß")]
    [InlineData("山田太郎", null, "1001", "山")]
    [InlineData("שרה כהן", null, "1001", "שכ")]
    [InlineData(null, "Told Name", "1001", "TN")]
    [InlineData("", "", "1001", "01")]
    [InlineData("+49 30", null, "1001", "01")]
    [InlineData(null, null, "*7", "7")]
    [InlineData(null, null, "#", "")]
    [InlineData(", ,", null, "42", "42")]
    public void Initials_are_those_of_the_shown_name_else_the_end_of_the_number(string? name, string? told, string exten, string initials) =>
        Assert.Equal(initials, Avatar.Initials(Row(exten) with { Name = name, PbxName = told }));

    [Fact]
    public void The_hue_depends_on_the_number_alone_and_numbers_have_many()
    {
        Assert.Equal(Avatar.Class(Row("1001")), Avatar.Class(Row("1001") with { Name = "Anna", Key = new ExtensionKey("elsewhere", "x", "1001") }));
        Assert.Equal(10, Enumerable.Range(1000, 100).Select(number => Avatar.Class(Row($"{number}"))).Distinct().Count());
    }

    private static BoardRow Row(string exten) => TestData.BoardRow(exten);
}
