using AmiBlazor.Ami;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Browser;

/// <summary>Browser tests run sequentially, except for those in <see cref="AxeTests"/>.</summary>
[CollectionDefinition(Name)]
[Needs(Need.Chromium)]
public sealed class BrowserTests
{
    public const string Name = "browser";

    /// <summary>The settings with which an application has these PBXs.</summary>
    internal static (string Key, string Value)[] Servers(params AmiServerOptions[] servers) =>
    [
        .. servers.SelectMany((server, index) => new (string, string)[]
        {
            ($"Ami:Servers:{index}:Name", server.Name),
            ($"Ami:Servers:{index}:Host", server.Host),
            ($"Ami:Servers:{index}:Port", $"{server.EffectivePort}"),
            ($"Ami:Servers:{index}:Username", server.Username),
            ($"Ami:Servers:{index}:Secret", server.Secret!),
            ($"Ami:Servers:{index}:Live", "false"),
            ($"Ami:Servers:{index}:Names", $"{server.Names}"), ($"Ami:Servers:{index}:Calls", $"{server.Calls}"),
            ($"Ami:Servers:{index}:Devices", $"{server.Devices}"),
        }),
    ];
}
