namespace AmiBlazor.Data.Rows;

/// <summary>An extension that an account has marked as a favourite.</summary>
internal sealed class FavouriteEntry
{
    public int AccountId { get; set; }

    public int ExtensionId { get; set; }
}
