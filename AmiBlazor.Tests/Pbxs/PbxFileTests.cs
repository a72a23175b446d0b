using AmiBlazor.Ami;
using AmiBlazor.Demo;
using AmiBlazor.Pbxs;
using AmiBlazor.Testing;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Pbxs;

/// <summary>The file of the PBXs that were connected in the page, and how they join those of the configuration.</summary>
public sealed class PbxFileTests : IAsyncDisposable
{
    private const string Secret = "the-secret-of-berlin-" + Canary.Word;

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-pbxs-").FullName;
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly List<ServiceProvider> _providers = [];

    private string Path => System.IO.Path.Combine(_folder, "App_Data", PbxFile.Name);

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers) await provider.DisposeAsync();
        TestFolder.Delete(_folder);
    }

    [Fact]
    public void A_saved_PBX_is_followed_after_the_next_start_and_the_file_does_not_hold_its_secret()
    {
        Save(Services(), "berlin");

        var server = Assert.Single(Options(Services()).Servers);

        Assert.Equal(("berlin", "pbx.example", 5038, "amiblazor", Secret, true), (server.Name, server.Host, server.EffectivePort, server.Username, server.Secret, server.IsOfPage));
        Assert.DoesNotContain(Canary.Word, File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_account_of_the_program_may_read_the_file()
    {
        if (OperatingSystem.IsWindows()) return;

        Save(Services(), "berlin");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal([Path], Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!));
    }

    [Theory]
    [InlineData("{ \"pbxs\": [")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"pbxs\": [null] }")]
    [InlineData("{ \"pbxs\": [{ \"name\": null }] }")]
    public void A_damaged_file_stops_nothing_and_is_not_overwritten(string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, content);
        var services = Services();

        Assert.Empty(Options(services).Servers);
        Assert.True(services.GetRequiredService<PbxFile>().IsUnreadable);
        Assert.Throws<IOException>(() => Save(services, "berlin"));
        Assert.Equal(content, File.ReadAllText(Path));
    }

    [Fact]
    public void With_other_keys_the_PBX_is_known_and_not_followed()
    {
        Save(Services(), "berlin");

        var services = Services(new EphemeralDataProtectionProvider());

        Assert.Empty(Options(services).Servers);
        var pbx = Assert.Single(services.GetRequiredService<PbxOverviews>().All());
        Assert.Equal(("berlin", PagePbxState.SecretLost), (pbx.Name, pbx.State));
    }

    [Fact]
    public void Values_that_somebody_wrote_into_the_file_are_validated()
    {
        var services = Services();
        var file = services.GetRequiredService<PbxFile>();
        file.Change(_ => [new StoredPbx { Name = "berlin", Host = "a host", Port = 5038, Username = "u", ProtectedSecret = file.Protect(Secret) }]);

        services = Services();

        Assert.Empty(Options(services).Servers);
        Assert.Equal(PagePbxState.Invalid, Assert.Single(services.GetRequiredService<PbxOverviews>().All()).State);
    }

    [Fact]
    public void The_configuration_comes_before_the_page()
    {
        Save(Services(), "Main", "berlin");
        (string, string)[] configured = [("Ami:Servers:0:Name", "main"), ("Ami:Servers:0:Host", "10.0.0.1"), ("Ami:Servers:0:Username", "u"), ("Ami:Servers:0:Secret", "s")];

        var services = Services(null, configured);

        Assert.Equal([("main", "10.0.0.1"), ("berlin", "pbx.example")], Options(services).Servers.Select(server => (server.Name, server.Host)));
        Assert.Equal(
            [("main", PbxSource.Configuration, PagePbxState.Followed), ("Main", PbxSource.Page, PagePbxState.Hidden), ("berlin", PbxSource.Page, PagePbxState.Followed)],
            services.GetRequiredService<PbxOverviews>().All().Select(pbx => (pbx.Name, pbx.Source, pbx.State)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "Database:Provider=sqlite")]
    [InlineData(false, "Database:Provider=PostgreSql")]
    [InlineData(false, "Ami:Servers:0:Name=main", "Ami:Servers:0:Host=h", "Ami:Servers:0:Username=u", "Ami:Servers:0:Secret=s")]
    [InlineData(true, "Ami:EditInPage=true", "Ami:Servers:0:Name=main", "Ami:Servers:0:Host=h", "Ami:Servers:0:Username=u", "Ami:Servers:0:Secret=s")]
    [InlineData(true, "Ami:EditInPage=true", "Database:Provider=PostgreSql")]
    [InlineData(false, "Ami:EditInPage=false")]
    public void The_page_connects_PBXs_where_it_alone_does(bool expected, params string[] settings)
    {
        var options = Options(Services(null, [.. settings.Select(static setting => (setting.Split('=')[0], setting.Split('=')[1]))]));

        Assert.Equal(expected, options.EditInPage);
    }

    [Fact]
    public void The_demo_PBX_goes_away_with_the_first_PBX_of_the_page()
    {
        Assert.True(Services().GetRequiredService<IOptions<DemoOptions>>().Value.Enabled);

        Save(Services(), "berlin");

        Assert.False(Services().GetRequiredService<IOptions<DemoOptions>>().Value.Enabled);
        Assert.True(Services(null, [("Demo:Enabled", "true")]).GetRequiredService<IOptions<DemoOptions>>().Value.Enabled);
    }

    [Fact]
    public void The_origin_of_each_value_is_shown_and_no_secret()
    {
        const string Variable = "AMIBLAZORTEST_Ami__Servers__0__Host";
        Environment.SetEnvironmentVariable(Variable, "from-environment");
        var json = System.IO.Path.Combine(_folder, "appsettings.json");
        File.WriteAllText(json, $$$"""{"Ami":{"EditInPage":true,"Servers":[{"Name":"main","Host":"from-file","Port":5099,"Username":"u","Secret":"{{{Secret}}}","Contexts":["a","b"]}]}}""");
        try
        {
            using var configuration = (ConfigurationRoot)new ConfigurationBuilder().AddJsonFile(json).AddEnvironmentVariables("AMIBLAZORTEST_")
                .AddCommandLine(["--Ami:Servers:0:Tls", "true"]).Build();
            var services = Services(null, configuration);
            Save(services, "berlin");

            var pbxs = services.GetRequiredService<PbxOverviews>().All();

            Assert.Equal(
                [
                    (PbxSetting.Host, "from-environment", PbxOrigin.Environment, "Ami__Servers__0__Host"),
                    (PbxSetting.Port, "5099", PbxOrigin.File, "appsettings.json"),
                    (PbxSetting.Tls, "true", PbxOrigin.CommandLine, "--Ami:Servers:0:Tls"),
                    (PbxSetting.Username, "u", PbxOrigin.File, "appsettings.json"),
                    (PbxSetting.Secret, null, PbxOrigin.File, "appsettings.json"),
                    (PbxSetting.Preset, "none", PbxOrigin.Default, null),
                    (PbxSetting.Contexts, "a, b", PbxOrigin.File, "appsettings.json"),
                ],
                pbxs[0].Values.Take(7).Select(value => (value.Setting, value.Value, value.Origin, value.Where)));
            Assert.Equal(PbxOrigin.Page, pbxs[1].Values.Single(value => value.Setting == PbxSetting.Host).Origin);
            Assert.DoesNotContain(pbxs.SelectMany(pbx => pbx.Values), value => value.Value?.Contains(Canary.Word, StringComparison.Ordinal) is true);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    private static AmiOptions Options(ServiceProvider services) => services.GetRequiredService<IOptions<AmiOptions>>().Value;

    private static void Save(ServiceProvider services, params string[] names)
    {
        var file = services.GetRequiredService<PbxFile>();
        file.Change(_ => [.. names.Select(name => new StoredPbx { Name = name, Host = "pbx.example", Port = 5038, Username = "amiblazor", ProtectedSecret = file.Protect(Secret) })]);
    }

    private ServiceProvider Services(IDataProtectionProvider? keys = null, (string Key, string Value)[]? settings = null) => Services(
        keys, new ConfigurationBuilder().AddInMemoryCollection((settings ?? []).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());

    private ServiceProvider Services(IDataProtectionProvider? keys, IConfigurationRoot configuration)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<IHostEnvironment>(new Root(_folder))
            .AddSingleton(keys ?? _keys)
            .AddAmi(configuration)
            .AddPbxs()
            .AddDemo(configuration)
            .BuildServiceProvider();
        _providers.Add(services);
        return services;
    }

    private sealed class Root(string folder) : IHostEnvironment
    {
        public string ApplicationName { get; set; } = "AmiBlazor";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = folder;

        public string EnvironmentName { get; set; } = "Production";
    }
}
