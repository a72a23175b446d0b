namespace AmiBlazor.Plans;

internal static class PlansServiceCollectionExtensions
{
    /// <summary>Registers what keeps floor plans.</summary>
    public static IServiceCollection AddPlans(this IServiceCollection services) => services.AddSingleton<PlanStore>();
}
