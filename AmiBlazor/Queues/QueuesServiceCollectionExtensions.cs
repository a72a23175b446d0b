namespace AmiBlazor.Queues;

internal static class QueuesServiceCollectionExtensions
{
    /// <summary>The queues of all PBXs; they come with the calls.</summary>
    public static IServiceCollection AddQueues(this IServiceCollection services)
    {
        services.AddSingleton<QueueBoard>();
        services.AddSingleton<AgentLogQueries>();
        services.AddSingleton<AgentLog>();
        services.AddSingleton<IAgentLog>(provider => provider.GetRequiredService<AgentLog>());
        services.AddHostedService(provider => provider.GetRequiredService<AgentLog>());
        return services;
    }
}
