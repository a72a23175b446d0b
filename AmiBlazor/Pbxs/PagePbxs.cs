using AmiBlazor.Ami;
using AmiBlazor.Data;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Pbxs;

/// <summary>Whether a PBX of the page is followed.</summary>
internal enum PagePbxState
{
    Followed,

    /// <summary>The configuration has a PBX of the same name, which comes first.</summary>
    Hidden,

    /// <summary>Its secret cannot be decrypted: the keys are others.</summary>
    SecretLost,

    /// <summary>Somebody wrote into the file what is not allowed.</summary>
    Invalid,
}

/// <summary>Adds the PBXs of the page to those of the configuration, which come first.</summary>
internal sealed partial class PagePbxs(PbxFile file, IConfiguration configuration, ILogger<PagePbxs> logger) : IPostConfigureOptions<AmiOptions>
{
    private readonly AmiOptionsValidator _validator = new();

    public void PostConfigure(string? name, AmiOptions options)
    {
        options.EditInPage ??= options.Servers.Count == 0 && IsSqlite(configuration);
        foreach (var (pbx, state, server) in Judge([.. options.Servers.Select(static server => server.Name)]))
        {
            if (server is not null)
                options.Servers.Add(server);
            else
                Log.NotFollowed(logger, pbx.Name, state);
        }
    }

    /// <summary>Each PBX of the page with what becomes of it.</summary>
    /// <param name="configured">The names of those of the configuration.</param>
    public IReadOnlyList<(StoredPbx Pbx, PagePbxState State, AmiServerOptions? Server)> Judge(IReadOnlyCollection<string> configured)
    {
        var taken = configured.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var judged = new List<(StoredPbx Pbx, PagePbxState State, AmiServerOptions? Server)>();
        foreach (var pbx in file.Pbxs)
        {
            if (!taken.Add(pbx.Name))
            {
                judged.Add((pbx, PagePbxState.Hidden, null));
                continue;
            }

            var server = file.SecretOf(pbx) is { } secret ? pbx.ToServer(secret) : null;
            var isValid = server is null || _validator.Validate(null, new AmiOptions { Servers = [server] }).Succeeded;
            judged.Add(server is null ? (pbx, PagePbxState.SecretLost, null)
                : isValid ? (pbx, PagePbxState.Followed, server)
                : (pbx, PagePbxState.Invalid, null));
        }

        return judged;
    }

    /// <summary>Whether the database is SQLite. Asked before the options of the database are validated.</summary>
    internal static bool IsSqlite(IConfiguration configuration) =>
        configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] is not { } provider
        || string.Equals(provider, nameof(DatabaseProvider.Sqlite), StringComparison.OrdinalIgnoreCase);

    private static partial class Log
    {
        [LoggerMessage(1050, LogLevel.Warning, "PBX {Server}, which was connected in the page, is not followed: {State}. The page PBXs says what to do.",
            EventName = "PagePbxNotFollowed")]
        public static partial void NotFollowed(ILogger logger, string server, PagePbxState state);
    }
}
