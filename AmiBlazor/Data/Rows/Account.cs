using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Data.Rows;

/// <summary>A person who may sign in. What ASP.NET Core Identity keeps of him, without mail and telephone, and what he may do and see.</summary>
internal sealed class Account : IdentityUser<int>
{
    /// <summary>What he may do: one of the roles of <c>Auth</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>The PBXs that he sees, as a JSON array of their names; null for all.</summary>
    public string? Servers { get; set; }

    /// <summary>The departments that he sees, as a JSON array; null for all.</summary>
    public string? Departments { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Since when he may not sign in any more; null while he may.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Null where he never did.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }
}
