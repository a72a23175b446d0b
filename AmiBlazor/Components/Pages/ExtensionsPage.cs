using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pages;

/// <summary>A page of extensions whose filter and sort order are query parameters, so that a link shows a colleague the same rows.</summary>
public abstract class ExtensionsPage : SubscribingComponent
{
    /// <summary>The search text.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The word of the only status shown.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "status")]
    public string? StatusWord { get; set; }

    /// <summary>The only PBX shown.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "pbx")]
    public string? Pbx { get; set; }

    /// <summary>The only dialplan context shown.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "context")]
    public string? DialplanContext { get; set; }

    /// <summary>The column that the rows are sorted by; a leading minus sorts descending.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "sort")]
    public string? Sorting { get; set; }

    /// <summary><c>1</c> for the user's favourites only.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "favourites")]
    public string? FavouritesWord { get; set; }

    /// <summary>The six parameters together, with null for those that are empty.</summary>
    private protected GridAddress Requested => new GridAddress(Query, StatusWord, Pbx, DialplanContext, Sorting, Favourites: FavouritesWord).Normal;
}
