using System.Net;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Plans;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Plans;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Components.Plans;

/// <summary>Pictures of floor plans over HTTP: for whom, as what, and for how long.</summary>
public sealed class PlanPictureEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_sees_a_place_sees_the_picture_and_nobody_else_learns_that_there_is_one()
    {
        await using var app = await AmiBlazorApp.StartAsync(BrowserTests.Servers(GridInBrowser.Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        var (store, board) = (app.Services.GetRequiredService<PlanStore>(), app.Services.GetRequiredService<LiveBoard>());
        await app.Services.GetRequiredService<ExtensionStore>().RenameAsync(
            board.Rows(TestData.Server).Single(row => row.Key.Exten == "1001").Key, null, "Sales", _ => true, Token);
        var picture = PlanPicture.Read([.. Pictures.Pixel, .. "<script>"u8]).Picture!;
        var id = await PlansInApp.PlanAsync(store, board, "Floor", picture, ("1001", 1, 1));
        var room = await PlansInApp.PlanAsync(store, board, "Room", null, ("1001", 1, 1));
        var address = $"/plans/{id}/picture?v={picture.Version}";
        var sales = await app.BrowserAsync(await app.AccountAsync("sam", Roles.Viewer, departments: ["Sales"]));
        var support = await app.BrowserAsync(await app.AccountAsync("sue", Roles.Viewer, departments: ["Support"]));
        var ada = await app.BrowserAsync(Roles.Administrator);

        using var seen = await sales.GetAsync(new Uri(app.Address, address), Token);
        using var old = await ada.GetAsync(new Uri(app.Address, $"/plans/{id}/picture?v=0"), Token);
        using var hidden = await support.GetAsync(new Uri(app.Address, address), Token);
        using var none = await ada.GetAsync(new Uri(app.Address, $"/plans/{room}/picture"), Token);

        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Equal(Pictures.Pixel, await seen.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("image/png", seen.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(seen.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(seen.Headers.CacheControl!.Private);
        Assert.Equal(TimeSpan.FromDays(365), seen.Headers.CacheControl.MaxAge);
        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        Assert.True(old.Headers.CacheControl!.NoStore);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, none.StatusCode));
        Assert.True(hidden.Headers.CacheControl!.NoStore);
    }
}
