namespace AmiBlazor.Audit;

internal static class AuditServiceCollectionExtensions
{
    /// <summary>The append-only audit log, its writer and its queries.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditQueries>();
        services.AddHostedService<AuditWriter>();
        services.AddHostedService<AuditSizeWatch>();
        return services;
    }
}
