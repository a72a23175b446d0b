using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace AmiBlazor.Tests.Support;

/// <summary>An environment whose content root is a test's own folder.</summary>
internal sealed class TestEnvironment(string contentRoot) : IHostEnvironment
{
    public string ApplicationName { get; set; } = "AmiBlazor";

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

    public string ContentRootPath { get; set; } = contentRoot;

    public string EnvironmentName { get; set; } = Environments.Production;
}
