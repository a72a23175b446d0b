using AmiBlazor.Components.Drawer;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;

namespace AmiBlazor.Tests.Components.Drawer;

/// <summary>What a person sees in the drawer.</summary>
internal static class DrawerQueries
{
    public static void Eventually(this IRenderedComponent<ExtensionDrawer> drawer, Action assertion) => drawer.WaitForAssertion(assertion, Timeouts.Default);

    public static void Shows(this IRenderedComponent<ExtensionDrawer> drawer, string where, params string[] texts) =>
        Assert.All(texts, text => Assert.Contains(text, Words(drawer.Find(where)), StringComparison.Ordinal));

    /// <summary>The fields, each as "title: value".</summary>
    public static List<string> Facts(this IRenderedComponent<ExtensionDrawer> drawer) =>
        [.. drawer.FindAll("dl > div").Select(fact => $"{Words(fact.QuerySelector("dt")!)}: {Words(fact.QuerySelector("dd")!)}")];

    /// <summary>The changes, each as "from what to what|for how long|when and where from".</summary>
    public static List<string> Changes(this IRenderedComponent<ExtensionDrawer> drawer) =>
        [.. drawer.FindAll("li").Select(line => string.Join('|', line.Children.Select(Words)))];

    /// <summary>The lines of the totals.</summary>
    public static List<string> Totals(this IRenderedComponent<ExtensionDrawer> drawer) => [.. drawer.FindAll(".totals tbody tr").Select(Words)];

    /// <summary>The pieces of the bar from left to right, by the word of their status.</summary>
    public static List<string> Pieces(this IRenderedComponent<ExtensionDrawer> drawer) =>
        [.. drawer.FindAll(".piece").Select(piece => piece.ClassList[1].Replace("status-", "", StringComparison.Ordinal))];

    /// <summary>What is read aloud, with one space between any two pieces.</summary>
    private static string Words(IElement element) =>
        string.Join(' ', element.GetDescendants().OfType<IText>().SelectMany(text => text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
