namespace AmiBlazor.Demo;

internal static class DemoServiceCollectionExtensions
{
    /// <summary>The demo PBX, where the configuration asks for it or names no other.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration) => services;
}
