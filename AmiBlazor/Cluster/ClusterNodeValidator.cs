using System.Net;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Data;
using AmiBlazor.Demo;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cluster;

/// <summary>Checks what a node of a cluster needs besides section <c>Cluster</c> itself. Each message names the key, the value and what is allowed.</summary>
internal sealed class ClusterNodeValidator(IOptions<DemoOptions> demo, IHostEnvironment environment) : IValidateOptions<ClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        if (!options.Enabled) return ValidateOptionsResult.Success;
        string[] failures = [.. new[] { WrongDemo(), WrongCertificate(options) }.OfType<string>()];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private string? WrongDemo() => demo.Value.Enabled is true
        ? "Cluster:Enabled is true, but the demo PBX is on, of which each node would have its own. Configure PBXs in Ami:Servers, or set Demo:Enabled to false."
        : null;

    private string? WrongCertificate(ClusterOptions options)
    {
        if (NodeCertificate.Of(options).Problem(environment.ContentRootPath) is { } problem) return problem;
        var isReachable = IPAddress.TryParse(options.Address, out var address) && ClusterOptionsValidator.IsOfOneNode(address) && !IPAddress.IsLoopback(address);
        return isReachable && !NodeCertificate.Of(options).IsGiven
            ? $"Cluster:Certificate is not set, but whoever reaches {options.Address} could give this node orders; allowed is a PFX file with a certificate and its "
                + "private key, the same on all nodes."
            : null;
    }
}
