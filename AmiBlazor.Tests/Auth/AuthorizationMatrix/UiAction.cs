namespace AmiBlazor.Tests.Auth.AuthorizationMatrix;

/// <summary>An event of a component, its handler, and the roles that may cause it.</summary>
/// <param name="Component">The component whose file holds it.</param>
/// <param name="Event">The event as written: <c>@onclick</c>, <c>@bind</c>, <c>OnClose</c>.</param>
/// <param name="Handler">The handler as written.</param>
/// <param name="Needs">The lowest role that may cause it; Viewer if it only shows something else; null for anybody, which needs a reason.</param>
/// <param name="Post">The address and the name of a form that is posted without a circuit.</param>
/// <param name="Why">Why anybody may cause it, or what else is unusual.</param>
internal sealed record UiAction(string Component, string Event, string Handler, string? Needs, string? Post = null, string? Why = null)
{
    public string Name => $"{Component} {Event} {Handler}";
}
