namespace AmiBlazor.Board;

internal static class BoardServiceCollectionExtensions
{
    /// <summary>The board, loaded before anything else starts. After <c>AddData</c>, whose start must come first.</summary>
    public static IServiceCollection AddBoard(this IServiceCollection services)
    {
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<BoardLoader>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardLoader>());
        return services;
    }
}
