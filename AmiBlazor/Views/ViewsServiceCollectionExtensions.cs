namespace AmiBlazor.Views;

internal static class ViewsServiceCollectionExtensions
{
    /// <summary>Registers what keeps saved views and favourites.</summary>
    public static IServiceCollection AddViews(this IServiceCollection services)
    {
        services.AddSingleton<ViewStore>();
        services.AddSingleton<FavouriteStore>();
        return services;
    }
}
