using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Data.Rows;

/// <summary>A person who may sign in: what ASP.NET Core Identity stores, without mail and telephone, and what the person may do and see.</summary>
internal sealed class Account : IdentityUser<int>
{
    /// <summary>What the person may do: one of the roles of <c>Auth</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>The PBXs that the person sees, as a JSON array of names; null for all.</summary>
    public string? Servers { get; set; }

    /// <summary>The departments that the person sees, as a JSON array; null for all.</summary>
    public string? Departments { get; set; }

    /// <summary>Whether the person may act on calls and queues, where the role allows it.</summary>
    public bool MayControlCalls { get; set; }

    /// <summary>The PBX of the person's own phone; null, as its context and number, for none.</summary>
    public string? PhoneServer { get; set; }

    /// <summary>The dialplan context of the person's own phone.</summary>
    public string? PhoneContext { get; set; }

    /// <summary>The extension that is the person's own phone.</summary>
    public string? PhoneExten { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Since when the person may no longer sign in; null while they may.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Null before the first sign-in.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }
}
