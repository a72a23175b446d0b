using AmiBlazor.Components.Grid;

namespace AmiBlazor.Tests.Components.Grid;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Anna Weber", "Weber", "Anna")]
    [InlineData("Berg, Ben", "Berg", "Ben")]
    [InlineData("Ben Jonas Berg", "Berg", "Ben Jonas")]
    [InlineData("Reception", "Reception", "Reception")]
    [InlineData("  Anna   Weber ", "Weber", "Anna")]
    [InlineData("Ludwig van Beethoven", "Beethoven", "Ludwig van")]
    [InlineData("Annette von der Heide", "Heide", "Annette von der")]
    [InlineData("von der Heide, Annette", "Heide", "Annette")]
    [InlineData("Robert De Niro", "De Niro", "Robert")]
    [InlineData("De Niro, Robert", "De Niro", "Robert")]
    [InlineData("Dick Van Der Meer", "Van Der Meer", "Dick")]
    [InlineData("Van Morrison", "Morrison", "Van")]
    [InlineData("Dr. Anna Weber", "Weber", "Anna")]
    [InlineData("Prof. Dr. Anna Weber", "Weber", "Anna")]
    [InlineData("Dipl.-Ing. Ben Berg", "Berg", "Ben")]
    [InlineData("Weber, Dr. Anna", "Weber", "Anna")]
    [InlineData("J. R. Ewing", "Ewing", "J. R.")]
    [InlineData("Sammy Davis Jr.", "Davis", "Sammy")]
    [InlineData("Anna Weber (Sales)", "Weber", "Anna")]
    [InlineData("(Sales)", "(Sales)", "(Sales)")]
    [InlineData("Weber,", "Weber", "Weber")]
    [InlineData("Dr. ", "Dr.", "Dr.")]
    [InlineData("de", "de", "de")]
    [InlineData(", ", "", "")]
    public void A_name_has_a_last_and_a_first_part(string name, string last, string first)
    {
        PersonName.Split(name, out var lastPart, out var firstPart);

        Assert.Equal((last, first), (lastPart.ToString(), firstPart.ToString()));
    }

    [Fact]
    public void Last_names_are_sorted_with_an_A_umlaut_beside_the_A_and_equal_ones_by_first_name()
    {
        string[] names = ["Zoe Zimmer", "Ben Berg", "Åsa Ärger", "anna berg", "Özdemir, Ali", "Ludwig van Beethoven"];

        Assert.Equal(["Åsa Ärger", "Ludwig van Beethoven", "anna berg", "Ben Berg", "Özdemir, Ali", "Zoe Zimmer"], Sorted(names, byFirst: false));
        Assert.Equal(["Özdemir, Ali", "anna berg", "Åsa Ärger", "Ben Berg", "Ludwig van Beethoven", "Zoe Zimmer"], Sorted(names, byFirst: true));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> names, bool byFirst) =>
        names.Order(Comparer<string>.Create((x, y) => PersonName.Compare(x, y, byFirst)));
}
