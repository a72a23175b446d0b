using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Drawer;

/// <summary>Editing name and department in the drawer.</summary>
public sealed class NameFormTests : IAsyncLifetime
{
    private PageBench _bench = null!;
    private bool _isClosed;

    private IEnumerable<Snackbar> Messages => _bench.Context.Services.GetRequiredService<ISnackbar>().ShownSnackbars;

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync();
        _bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        await _bench.ApplyAsync(Row("1001", 8), Row("1002"));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_supervisor_gives_an_extension_a_name_and_a_department()
    {
        var drawer = await EditAsync();

        await TypeAsync(drawer, "  Anna Weber ", "Sales");
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());

        Eventually(drawer, () => Assert.Empty(drawer.FindAll("form")));
        Assert.Equal(("Anna Weber", "Sales", 8), (Find().Name, Find().Department, Find().StatusCode));
        Assert.Equal((Severity.Success, "Contact details saved."), Assert.Single(Messages.Select(message => (message.Severity, message.Message))));
        Assert.Empty(drawer.Role("alert"));
        Assert.Equal(
            ["anna main/from-internal/1001: done. name none → “Anna Weber”; department none → “Sales”"], await _bench.Database.AuditAsync(AuditAction.NameEdit));
        await _bench.Database.AssertConsistentAsync();
    }

    [Fact]
    public async Task The_name_goes_into_the_box_that_has_the_keyboard_and_out_of_a_box_that_is_emptied()
    {
        await _bench.Database.Store.RenameAsync(Find().Key, "Anna", "Sales", _ => true, Ct);
        var drawer = await EditAsync();

        Assert.Equal(("Anna", "Sales", "80"), (Box(drawer, 0).GetAttribute("value"), Box(drawer, 1).GetAttribute("value"), Box(drawer, 0).GetAttribute("maxlength")));
        Assert.Equal(["Name", "Department", "E-mail", "Note"], drawer.FindAll("form label").Select(label => label.TextContent));
        _bench.Context.JSInterop.VerifyFocusAsyncInvoke(calledTimes: 2);
        await TypeAsync(drawer, "", " ");
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());

        Eventually(drawer, () => Assert.Equal(((string?)null, (string?)null), (Find().Name, Find().Department)));
    }

    [Theory]
    [InlineData("Support", "Your account has no access to the department “Support”, so you would no longer see this extension. Enter one of these: Sales, Service.")]
    [InlineData(" ", "Your account is limited to certain departments, so you would no longer see an extension without one. Enter one of these: Sales, Service.")]
    public async Task Nobody_moves_an_extension_out_of_their_own_scope(string department, string refused)
    {
        await _bench.MoveAsync(Server, "1001", "Sales", "Anna");
        await _bench.LimitAsync([Server], ["Service", "Sales"]);
        var drawer = await EditAsync();

        await TypeAsync(drawer, "Bernd", department);
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());

        Eventually(drawer, () => Assert.Equal([refused], drawer.Role("alert")));
        Assert.Equal(("Anna", "Sales"), (Find().Name, Find().Department));
        await TypeAsync(drawer, "Bernd", "Service");
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());
        Eventually(drawer, () => Assert.Empty(drawer.FindAll("form")));
        Assert.Equal(("Bernd", "Service"), (Find().Name, Find().Department));
    }

    [Fact]
    public async Task What_the_account_no_longer_sees_it_cannot_name()
    {
        await _bench.MoveAsync(Server, "1001", "Sales", "Anna");
        await _bench.LimitAsync([Server], ["Sales"]);
        var drawer = await EditAsync();
        await TypeAsync(drawer, "Bernd", "Sales");

        await _bench.MoveAsync(Server, "1001", "Support", "Anna");
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());

        Eventually(drawer, () => Assert.Equal(["Nothing was saved: this extension is no longer in the database."], drawer.Role("alert")));
        await _bench.LimitAnewAsync(["elsewhere"], departments: null);
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());
        Eventually(drawer, () => Assert.Single(drawer.Role("alert")));
        Assert.Equal(("Anna", "Support"), (Find().Name, Find().Department));
    }

    [Fact]
    public async Task Escape_gives_up_the_editing_and_not_the_drawer()
    {
        var drawer = await EditAsync();
        await TypeAsync(drawer, "Anna", "");

        await drawer.InvokeAsync(() => drawer.FindAll("form input")[0].KeyDown(Key.Escape));

        Assert.Empty(drawer.FindAll("form"));
        Assert.False(_isClosed);
        Assert.Null(Find().Name);
        Assert.Empty(Messages);
    }

    [Fact]
    public async Task Cancel_changes_nothing()
    {
        var drawer = await EditAsync();
        await TypeAsync(drawer, "Anna", "");

        await drawer.ClickAsync("Cancel");

        Assert.Empty(drawer.FindAll("form"));
        Assert.Null(Find().Name);
    }

    [Fact]
    public void Who_may_only_look_has_nothing_to_click_on()
    {
        _bench.Person.Become(Roles.Viewer);

        var drawer = Open();

        Assert.Empty(drawer.Buttons("Edit contact details"));
    }

    [Fact]
    public async Task Rights_that_were_taken_away_while_somebody_typed_are_told_and_what_was_typed_stays()
    {
        var drawer = await EditAsync();
        await TypeAsync(drawer, "Anna", "");

        await drawer.InvokeAsync(() => _bench.Person.Become(Roles.Viewer));
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());

        Eventually(drawer, () => Assert.Equal(["Your role does not allow you to change names. Ask an administrator for the Supervisor role."], drawer.Role("alert")));
        Assert.Equal("Anna", Box(drawer, 0).GetAttribute("value"));
        Assert.Null(Find().Name);
        Assert.Equal(["anna main/from-internal/1001: refused. By a form of the page."], await _bench.Database.AuditAsync(AuditAction.NameEdit));
    }

    [Fact]
    public async Task A_database_that_refuses_is_told_in_words_and_what_was_typed_stays()
    {
        var drawer = await EditAsync();
        await TypeAsync(drawer, "Anna", "");
        using (var other = _bench.Database.OpenConnection())
        {
            using var transaction = other.BeginTransaction();
            await drawer.InvokeAsync(() => drawer.Find("form").Submit());

            Eventually(drawer, () => Assert.StartsWith("Nothing was saved: another program has kept the database locked.", Assert.Single(drawer.Role("alert")), StringComparison.Ordinal));
        }

        Assert.Equal("Anna", Box(drawer, 0).GetAttribute("value"));
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());
        Eventually(drawer, () => Assert.Equal("Anna", Find().Name));
    }

    [Fact]
    public async Task More_characters_than_are_kept_are_refused_where_the_browser_let_them_through()
    {
        var drawer = await EditAsync();
        await TypeAsync(drawer, new string('x', 10_000), "");

        await drawer.InvokeAsync(() => drawer.Find("form").Submit());

        Eventually(drawer, () => Assert.Equal(["The name has 10,000 characters; at most 80 are allowed."], drawer.Role("alert")));
        Assert.Null(Find().Name);
    }

    [Fact]
    public async Task An_address_and_a_note_are_kept_and_shown_as_a_link_and_as_lines()
    {
        var drawer = await EditAsync();

        await drawer.InvokeAsync(() => Box(drawer, 2).Change("anna"));
        await drawer.InvokeAsync(() => drawer.Find("form textarea").Change("Mondays\r\n<b>not</b> before 10"));
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());
        Eventually(drawer, () => Assert.Equal(["“anna” is not an e-mail address."], drawer.Role("alert")));
        await drawer.InvokeAsync(() => Box(drawer, 2).Change("anna+phone@example.org"));
        await drawer.InvokeAsync(() => drawer.Find("form").Submit());
        Eventually(drawer, () => Assert.Empty(drawer.FindAll("form")));
        drawer.Render(parameters => parameters.Add(drawer => drawer.Row, Find()));

        Assert.Equal(("anna+phone@example.org", "Mondays\n<b>not</b> before 10"), (Find().Email, Find().Note));
        var link = drawer.Find("a[href^='mailto:']");
        Assert.Equal(("mailto:anna%2Bphone@example.org", "anna+phone@example.org"), (link.GetAttribute("href"), link.TextContent));
        Assert.Equal("Mondays\n&lt;b&gt;not&lt;/b&gt; before 10", drawer.Find(".note").InnerHtml);
    }

    [Fact]
    public async Task The_drawer_says_where_the_name_came_from()
    {
        await _bench.Database.Store.SetPbxNamesAsync(Server, [(Context, "1001", "A. Weber")], Ct);
        var drawer = Open();
        Assert.Equal("Name from the PBX", drawer.Find(".pbx-name").TextContent.Trim());

        await _bench.Database.Store.RenameAsync(Find().Key, "Anna", null, _ => true, Ct);
        drawer.Render(parameters => parameters.Add(drawer => drawer.Row, Find()));
        Assert.Equal("Given here; the PBX has the name A. Weber", drawer.Find(".pbx-name").TextContent.Trim());

        await _bench.Database.Store.SetPbxNamesAsync(Server, [(Context, "1001", null)], Ct);
        drawer.Render(parameters => parameters.Add(drawer => drawer.Row, Find()));
        Assert.Equal("Given here", drawer.Find(".pbx-name").TextContent.Trim());
    }

    [Fact]
    public async Task An_extension_that_is_no_longer_there_is_told()
    {
        var drawer = await EditAsync(Find() with { Key = new ExtensionKey(Server, Context, "4711") });
        await TypeAsync(drawer, "Anna", "");

        await drawer.InvokeAsync(() => drawer.Find("form").Submit());

        Eventually(drawer, () => Assert.Equal(["Nothing was saved: this extension is no longer in the database."], drawer.Role("alert")));
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_is_shown_and_overwrites_nothing_typed()
    {
        var drawer = await EditAsync();
        await TypeAsync(drawer, "Anna", "");

        await _bench.Database.Store.RenameAsync(Find().Key, "Bernd", null, _ => true, Ct);
        drawer.Render(parameters => parameters.Add(drawer => drawer.Row, Find()));

        Assert.Contains(drawer.Role("status"), text => text.Contains("Bernd", StringComparison.Ordinal));
        Assert.Equal("Anna", Box(drawer, 0).GetAttribute("value"));
    }

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    private BoardRow Find() => _bench.Database.Board.Rows(Server).Single(row => row.Key.Exten == "1001");

    private IRenderedComponent<ExtensionDrawer> Open(BoardRow? row = null) => _bench.Context.Render<ExtensionDrawer>(parameters => parameters
        .Add(drawer => drawer.Row, row ?? Find())
        .Add(drawer => drawer.LastSeen, Noon)
        .Add(drawer => drawer.Now, Noon)
        .Add(drawer => drawer.OnClose, () => _isClosed = true));

    private async Task<IRenderedComponent<ExtensionDrawer>> EditAsync(BoardRow? row = null)
    {
        var drawer = Open(row);
        await drawer.ClickAsync("Edit contact details");
        return drawer;
    }

    private static AngleSharp.Dom.IElement Box(IRenderedComponent<ExtensionDrawer> drawer, int number) => drawer.FindAll("form input")[number];

    private static async Task TypeAsync(IRenderedComponent<ExtensionDrawer> drawer, string name, string department)
    {
        await drawer.InvokeAsync(() => Box(drawer, 0).Change(name));
        await drawer.InvokeAsync(() => Box(drawer, 1).Change(department));
    }

    private static void Eventually(IRenderedComponent<ExtensionDrawer> drawer, Action assertion) => drawer.WaitForAssertion(assertion, Timeouts.Default);
}
