using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Components.Exports;
using AmiBlazor.People;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.People;

/// <summary>What a CSV file does to what people say about extensions. The PBX “main” has 1001 to 1004, “branch” has 1001 and 2001.</summary>
public sealed class PeopleImporterTests : IAsyncLifetime
{
    private static readonly ExtensionScope All = ExtensionScope.All;

    private TestDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PeopleImporter Importer => _database.Service<PeopleImporter>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(configure: builder => builder.Services.AddAudit().AddPeople());
        await ApplyAsync("main", Row("1001"), Row("1002"), Row("1003"), Row("1004"));
        await ApplyAsync("branch", Row("1001"), Row("2001"));
        await EditAsync("1002", new PersonDetails("Bernd", "Sales", "first\nsecond", "bernd@example.org"));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("extension,name\n1002,Bea", "2 Changed")]
    [InlineData("extension;name\r\n1003;Carla\r\n", "2 New")]
    [InlineData("Nebenstelle\tAbteilung\n1002\tSales", "2 Same")]
    [InlineData("sep=;\nextension;name\n1003;x", "3 New")]
    [InlineData("\"extension\",\"name\"\n\"1003\",\"a \"\"b\"\", c\"", "2 New")]
    [InlineData("extension,name\n\n1003,x\n,\n1004,y\n", "3 New,5 New")]
    [InlineData("extension,note\n1003,\"one\ntwo\"\n1004,x", "2 New,4 New")]
    [InlineData("extension,name\n4711,x\n1003,y", "2 Unknown,3 New")]
    [InlineData("pbx,context,extension,name\nmain,from-internal,1001,x\nbranch,from-internal,1001,y\nmain,elsewhere,1002,z", "2 New,3 New,4 Unknown")]
    [InlineData("anlage,nebenstelle,name\nbranch,1001,x", "2 New")]
    [InlineData("extension,name,hint\n1003,x,PJSIP/1", "2 New")]
    [InlineData("extension,name\n1002,\n1003,-", "2 Same,3 Same")]
    [InlineData("extension,name,note\n1002,-, - ", "2 Changed")]
    public async Task Each_line_is_judged(string file, string results) => Assert.Equal(results, Results(await PlanAsync(file)));

    [Theory]
    [InlineData("extension,name\n1003,x\n1003,x", "Duplicate: Line 2 is about the same extension.")]
    [InlineData("extension,name\n1001,x", "Wrong: There is more than one extension 1001. Say which by the columns pbx and context.")]
    [InlineData("extension,name\n,x", "Wrong: The extension is missing.")]
    [InlineData("extension,name\n1003,x,y", "Wrong: The line has 3 cells; the first line names 2 columns.")]
    [InlineData("extension,name\n1003", "Wrong: The line has 1 cells; the first line names 2 columns.")]
    [InlineData("extension,name\n1003,\"x\"y", "Wrong: A quote is not closed, or stands in the middle of a cell.")]
    [InlineData("extension,name\n1003,\"x", "Wrong: A quote is not closed, or stands in the middle of a cell.")]
    [InlineData("extension,mail\n1003,anna", "Wrong: “anna” is not an e-mail address.")]
    public async Task A_line_that_cannot_be_imported_says_why_and_blocks_the_file(string file, string problem)
    {
        var plan = await PlanAsync(file);

        var line = Assert.Single(plan.Lines, line => line.Problem is not null);
        Assert.Equal(problem, $"{line.Result}: {FormattableString.Invariant(line.Problem!)}");
        Assert.True(plan.IsBlocked);
        await Assert.ThrowsAsync<ArgumentException>(() => Importer.TryApplyAsync(Asker(), All, plan, "file", Token));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("name,department\nx,y", "The first line names no column “extension”. It must name the columns: pbx, context, extension, name, department, note, e-mail.")]
    [InlineData("extension,hint\n1,2", "The first line names nothing to import: at least one of name, department, note, e-mail.")]
    [InlineData("extension,name,Nebenstelle\n1,2,3", "Two columns mean the same: “extension” and “Nebenstelle”. Remove one of them.")]
    [InlineData("PK\u0003\u0004workbook", "The file is a workbook. Save it as “CSV UTF-8” in your spreadsheet, and import that file.")]
    public async Task A_file_that_is_none_is_refused_in_a_sentence(string file, string sentence) => Assert.Equal(sentence, await RefusedAsync(Encoding.UTF8.GetBytes(file)));

    [Theory]
    [InlineData("iso-8859-1", false, false)]
    [InlineData("utf-8", false, true)]
    [InlineData("utf-8", true, true)]
    [InlineData("utf-16", true, true)]
    [InlineData("utf-16BE", true, true)]
    [InlineData("utf-16", false, false)]
    [InlineData("utf-32", true, false)]
    public async Task Text_is_read_as_what_it_is_or_not_at_all(string name, bool mark, bool isRead)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] file = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("extension,name\n1003,Jürgen Żółty".Replace("Żółty", isRead ? "Żółty" : "Groß", StringComparison.Ordinal))];

        if (isRead)
            Assert.Equal("Jürgen Żółty", Assert.Single((await PlanAsync(file)).Lines).After.Name);
        else
            Assert.StartsWith("The file is not text in UTF-8, or in UTF-16 with a byte order mark.", await RefusedAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formulas_are_text_and_what_our_own_files_put_before_them_is_taken_away()
    {
        var plan = await PlanAsync("extension,name,note\n1003,=1+1,'-\n1004,'=1+1,it's");

        Assert.Equal([("=1+1", "-"), ("=1+1", "it's")], plan.Lines.Select(line => (line.After.Name!, line.After.Note!)));
    }

    [Fact]
    public async Task All_is_applied_as_the_plan_says_and_is_in_the_audit_log()
    {
        var plan = await PlanAsync("extension,name,department,e-mail\n1002,Bea,-,\n1003,Carla,Sales,carla@example.org\n4711,x,,");

        Assert.Equal(2, await Importer.TryApplyAsync(Asker(), All, plan, "people.csv", Token));

        Assert.Equal(new PersonDetails("Bea", null, "first\nsecond", "bernd@example.org"), Find("1002"));
        Assert.Equal(new PersonDetails("Carla", "Sales", null, "carla@example.org"), Find("1003"));
        Assert.Equal(
            ["anna people.csv: done. 2 extensions changed, 0 as they were, 1 lines of unknown extensions left out."], await _database.AuditAsync(AuditAction.Import));
        Assert.Equal(2, (await _database.AuditAsync(AuditAction.NameEdit)).Count);
        await _database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Nothing_is_applied_when_an_extension_changed_since_the_preview_and_the_plan_is_made_anew()
    {
        var plan = await PlanAsync("extension,name\n1003,Carla\n1004,Doris\n1002,Bea");
        await EditAsync("1004", new PersonDetails { Name = "Doris" });

        Assert.Null(await Importer.TryApplyAsync(Asker(), All, plan, "file", Token));

        Assert.Null(Find("1003").Name);
        var anew = Importer.Renew(plan, All);
        Assert.Equal(("2 New,3 Same,4 Changed", 2), (Results(anew), anew.Changes));
        Assert.Equal(2, await Importer.TryApplyAsync(Asker(), All, anew, "file", Token));
        Assert.Equal("Carla", Find("1003").Name);
    }

    [Fact]
    public async Task The_scope_counts_line_by_line_and_as_it_is_when_the_plan_is_applied()
    {
        var sales = new ExtensionScope(["main"], ["Sales"]);
        const string File = "pbx,extension,name,department\nmain,1002,Bea,Sales\nmain,1003,x,Sales\nbranch,2001,x,Sales";

        Assert.Equal("2 Changed,3 Unknown,4 Unknown", Results(await PlanAsync(File, sales)));
        var moved = Assert.Single((await PlanAsync("extension,department\n1002,Support", sales)).Lines);
        Assert.StartsWith("Your account has no access to the department “Support”", FormattableString.Invariant(moved.Problem!), StringComparison.Ordinal);
        Assert.Null(await Importer.TryApplyAsync(Asker(), sales, await PlanAsync("extension,name\n1003,x"), "file", Token));
        Assert.Null(await Importer.TryApplyAsync(Asker(), sales, await PlanAsync("extension,department\n1002,Support"), "file", Token));
        Assert.Equal(1, await Importer.TryApplyAsync(Asker(), sales, await PlanAsync(File, sales), "file", Token));
        Assert.Equal(("Bea", null), (Find("1002").Name, Find("1003").Name));
    }

    /// <summary>Whatever people write, and whichever separator the file has.</summary>
    [Fact]
    public async Task Our_own_file_changes_nothing_and_brings_everything_to_an_empty_board()
    {
        var pieces = Gen.OneOf(
            Gen.Elements("=1+1", "+49", "-", "@x", "'", "\"", ",", ";", "\t", "\n", "\r\n", " ", "Müller", "שלום", "\u200f", "＝", "|", "sep=;"),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get));
        var text = pieces.ListOf().Select(list => string.Concat(list) is { Length: <= 80 } kept ? kept : null);
        var samples = (from name in text from department in text from note in text select (Name: name, Department: department, Note: note)).Sample(60, 20);

        foreach (var (index, (name, department, note)) in samples.Index())
        {
            var details = new PersonDetails(name, department, note, index % 2 == 0 ? null : "o'hara+x@example.org").Clean();
            await EditAsync("1003", details);
            await _database.Store.SetPbxNamesAsync("main", [(Context, "1003", name), (Context, "1004", "Told")], Token);
            var file = await ExportAsync(index % 3 == 0 ? ';' : ',');

            var plan = await PlanAsync(file);
            Assert.False(plan.IsBlocked);
            Assert.Equal((6, 0), (plan.Count(ImportResult.Same), plan.Changes));

            await EditAsync("1003", default);
            await _database.Store.SetPbxNamesAsync("main", [(Context, "1003", null)], Token);
            var back = (await PlanAsync(file)).Lines.Single(line => line.Row!.Key is { Server: "main", Exten: "1003" });
            Assert.Equal(details with { Name = details.Name ?? ExtensionNaming.Cut(name) }, back.After);
        }
    }

    [Fact]
    public async Task More_than_20_MB_are_refused_while_they_arrive()
    {
        await using var endless = new Lines(number => $"1003,{number}", long.MaxValue);

        var refused = await Assert.ThrowsAsync<ImportException>(() => Importer.ReadAsync(new Lines(_ => new string('x', 60_000) + "," + new string('y', 2), long.MaxValue), All, Token));
        var tooMany = await Assert.ThrowsAsync<ImportException>(() => Importer.ReadAsync(endless, All, Token));

        Assert.Equal("The file has more than 20 MB. Split it into several files.", refused.Message);
        Assert.Equal("The file has more than 200,000 lines. Split it into several files.", tooMany.Message);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_takes_no_memory_for_the_rest()
    {
        var file = "extension,name\n1003,\"" + new string('x', 200_000);

        Assert.Equal("Line 2 is too long, or a quote in it is never closed. Nothing behind it can be read.", await RefusedAsync(Encoding.UTF8.GetBytes(file)));
    }

    private static string Results(ImportPlan plan) => string.Join(',', plan.Lines.Select(line => $"{line.Number} {line.Result}"));

    private Task<ImportPlan> PlanAsync(string file, ExtensionScope? scope = null) => PlanAsync(Encoding.UTF8.GetBytes(file), scope);

    private Task<ImportPlan> PlanAsync(byte[] file, ExtensionScope? scope = null) => Importer.ReadAsync(new MemoryStream(file), scope ?? All, Token);

    private async Task<string> RefusedAsync(byte[] file) => (await Assert.ThrowsAsync<ImportException>(() => PlanAsync(file))).Message;

    private async Task<byte[]> ExportAsync(char separator)
    {
        using var stream = new MemoryStream();
        await using (var file = new CsvFile(stream, separator))
        {
            await file.WriteAsync(Token, ExtensionLine.Titles);
            foreach (var row in _database.Board.Snapshot.Rows()) await file.WriteWithLinesAsync(Token, ExtensionLine.Of(row, Noon));
        }

        return stream.ToArray();
    }

    private PersonDetails Find(string exten) => PersonDetails.Of(_database.Board.Rows("main").Single(row => row.Key.Exten == exten));

    private Task EditAsync(string exten, PersonDetails details) => _database.Store.EditAsync(new ExtensionKey("main", Context, exten), _ => details, _ => true, Token);

    private Task ApplyAsync(string server, params SnapshotRow[] rows) =>
        _database.Store.ApplySnapshotAsync(new ExtensionSnapshot(server, Noon, [], rows), Run(server: server), Token);
}
