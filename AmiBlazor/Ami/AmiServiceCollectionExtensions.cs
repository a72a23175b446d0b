namespace AmiBlazor.Ami;

internal static class AmiServiceCollectionExtensions
{
    /// <summary>Options of the PBXs, the connector and its metrics.</summary>
    public static IServiceCollection AddAmi(this IServiceCollection services, IConfiguration configuration) => services;
}
