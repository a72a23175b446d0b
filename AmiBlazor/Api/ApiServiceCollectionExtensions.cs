using System.Text.Json.Serialization;
using AmiBlazor.Data;

namespace AmiBlazor.Api;

internal static class ApiServiceCollectionExtensions
{
    /// <summary>Registers what the REST endpoints need: problem details, OpenAPI, JSON.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProblemDetails();
        services.AddHealthChecks();
        services.AddOpenApi("v1", OpenApiText.Describe);
        services.ConfigureHttpJsonOptions(static options =>
        {
            options.SerializerOptions.Converters.Add(new UtcTimeConverter());
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddSingleton<RefreshResponseFactory>();
        services.AddScoped<ControlCaller>();
        return services;
    }
}
