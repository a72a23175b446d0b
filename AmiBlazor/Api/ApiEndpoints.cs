namespace AmiBlazor.Api;

internal static class ApiEndpoints
{
    /// <summary>Every REST resource.</summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder endpoints) => endpoints;
}
