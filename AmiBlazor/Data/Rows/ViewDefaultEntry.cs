namespace AmiBlazor.Data.Rows;

/// <summary>The view that the Extensions page opens with, for one account or for everybody with a role.</summary>
internal sealed class ViewDefaultEntry
{
    public int Id { get; set; }

    /// <summary>The account; null for a role's.</summary>
    public int? AccountId { get; set; }

    /// <summary>The role; null for an account's.</summary>
    public string? Role { get; set; }

    public int ViewId { get; set; }
}
