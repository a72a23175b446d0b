namespace AmiBlazor.Tests.Auth.AuthorizationMatrix;

/// <summary>One way in, and whom it lets in.</summary>
/// <param name="Route">Methods and pattern, as the endpoint has them.</param>
/// <param name="Call">An address that leads there.</param>
/// <param name="Needs">The least role that is let in; null for anybody, which needs a reason.</param>
/// <param name="Keys">Whether a key for scripts of that role is let in as well as a person.</param>
/// <param name="Why">Why anybody is let in, or what else is unusual.</param>
public sealed record EntryPoint(string Route, string Call, string? Needs, bool Keys = true, string? Why = null)
{
    public override string ToString() => Route;
}
