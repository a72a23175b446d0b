namespace AmiBlazor.Tests.Auth.AuthorizationMatrix;

/// <summary>An endpoint and the roles that it admits.</summary>
/// <param name="Route">The methods and the pattern of the endpoint.</param>
/// <param name="Call">An address of the endpoint.</param>
/// <param name="Needs">The lowest role that is admitted; null for anybody, which needs a reason.</param>
/// <param name="Keys">Whether an API key of that role is admitted, too.</param>
/// <param name="Why">Why anybody is admitted, or what else is unusual.</param>
/// <param name="Control">Whether the role is not enough, and the right to act on calls is needed as well.</param>
/// <param name="Screens">Whether a paired wall screen is admitted, too.</param>
public sealed record EntryPoint(string Route, string Call, string? Needs, bool Keys = true, string? Why = null, bool Control = false,
    bool Screens = false)
{
    public override string ToString() => Route;
}
