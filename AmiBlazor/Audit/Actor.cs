using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Audit;

/// <summary>Who does something, as the audit names him.</summary>
/// <param name="Name">The name of the account or key, or the name that a visitor gave.</param>
/// <param name="Kind">One of the kinds below.</param>
/// <param name="Address">The address of the computer; null where there is none.</param>
internal sealed record Actor(string Name, string Kind, string? Address)
{
    public const string Account = "account";
    public const string Key = "key";
    public const string Visitor = "visitor";
    public const string ProgramKind = "program";

    /// <summary>This program itself.</summary>
    public static readonly Actor Program = new("AmiBlazor", ProgramKind, null);

    public static Actor Of(ClaimsPrincipal? user)
    {
        var address = user?.FindFirstValue(AuthClaims.Address);
        return user?.Identity switch
        {
            { IsAuthenticated: true, AuthenticationType: AuthSchemes.ApiKey } key => new(key.Name ?? "", Key, address),
            { IsAuthenticated: true } account => new(account.Name ?? "", Account, address),
            _ => new("", Visitor, address),
        };
    }

    /// <summary>Who sent a request, signed in or not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name that a visitor gave.</param>
    public static Actor Of(HttpContext context, string name = "") => Of(context.User) switch
    {
        { Kind: Visitor } => new(name, Visitor, AddressOf(context)),
        var actor => actor with { Address = actor.Address ?? AddressOf(context) },
    };

    /// <summary>The sender's address as text, an IPv4 address that came over an IPv6 socket as IPv4; null where there is none.</summary>
    public static string? AddressOf(HttpContext context) =>
        (context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress)?.ToString();
}
