using AmiBlazor.Auth;
using AmiBlazor.Extensions;
using Microsoft.AspNetCore.Components.Authorization;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// What the person in front of the page sees. Every component that shows or touches something of a PBX asks here. One for each circuit, and for each
/// request that draws a page.
/// </summary>
internal sealed class PageSight(AuthenticationStateProvider person, Sights sights)
{
    private static readonly (Task<AuthenticationState>? Of, Sight Sight, ExtensionScope Scope) Nothing = (null, Sight.Nothing, new ExtensionScope([], []));

    private (Task<AuthenticationState>? Of, Sight Sight, ExtensionScope Scope) _known = Nothing;

    /// <summary>What he sees since the circuit began: with another sight it ends.</summary>
    public Sight Current => Known.Sight;

    /// <summary>The same, for questions to the database.</summary>
    public ExtensionScope Scope => Known.Scope;

    private (Task<AuthenticationState>? Of, Sight Sight, ExtensionScope Scope) Known
    {
        get
        {
            var asked = person.GetAuthenticationStateAsync();
            if (ReferenceEquals(asked, _known.Of)) return _known;

            // Who somebody is, is known before anything is drawn. As long as it is not, nothing is shown.
            if (!asked.IsCompletedSuccessfully) return Nothing;
            var sight = Sight.Of(asked.Result.User);
            return _known = (asked, sight, sight.IsAll ? ExtensionScope.All : new ExtensionScope(sight.Servers, sight.Departments));
        }
    }

    /// <summary>Whether the PBX is seen.</summary>
    public bool Sees(string server) => Current.Sees(server);

    /// <summary>The PBXs among these that are seen.</summary>
    public IReadOnlyList<string> Among(IReadOnlyList<string> servers) => Current.Servers is null ? servers : [.. servers.Where(Sees)];

    /// <summary>What he sees now, by the database: for what he does.</summary>
    public async Task<Sight> NowAsync(CancellationToken cancellationToken) =>
        await sights.NowOfAsync((await person.GetAuthenticationStateAsync()).User, cancellationToken);
}
