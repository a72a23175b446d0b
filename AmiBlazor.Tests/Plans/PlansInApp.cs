using AmiBlazor.Board;
using AmiBlazor.Plans;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Plans;

/// <summary>Floor plans as an administrator would have made them.</summary>
internal static class PlansInApp
{
    /// <summary>Makes a plan, with places for extensions; returns its number.</summary>
    public static Task<int> PlanAsync(this AmiBlazorApp app, string name, params (string Exten, int X, int Y)[] places) =>
        PlanAsync(app.Services.GetRequiredService<PlanStore>(), app.Services.GetRequiredService<LiveBoard>(), name, null, places);

    /// <inheritdoc cref="PlanAsync(AmiBlazorApp, string, ValueTuple{string, int, int}[])"/>
    public static async Task<int> PlanAsync(PlanStore store, LiveBoard board, string name, PlanPicture? picture, params (string Exten, int X, int Y)[] places)
    {
        var (id, problem) = await store.AddAsync(TestData.Asker("ada"), name, new PlanShape(16, 9), picture);
        Assert.Null(problem);
        var rows = board.Rows(TestData.Server);
        Assert.Null(await store.PlaceAsync(
            TestData.Asker("ada"), id!.Value, places.ToDictionary(place => rows.Single(row => row.Key.Exten == place.Exten).Id, place => (PlanPoint?)new PlanPoint(place.X, place.Y))));
        return id.Value;
    }
}
