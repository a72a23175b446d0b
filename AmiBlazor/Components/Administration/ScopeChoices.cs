namespace AmiBlazor.Components.Administration;

/// <summary>What an account's scope can be limited to, as far as it is known.</summary>
/// <param name="Servers">The PBXs that are configured, or were.</param>
/// <param name="Departments">The departments that extensions are in.</param>
public sealed record ScopeChoices(IReadOnlyList<string> Servers, IReadOnlyList<string> Departments);
