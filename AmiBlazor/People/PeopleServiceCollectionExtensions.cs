namespace AmiBlazor.People;

internal static class PeopleServiceCollectionExtensions
{
    public static TBuilder AddPeople<TBuilder>(this TBuilder services)
        where TBuilder : IServiceCollection
    {
        services.AddSingleton<PersonEditor>();
        return services;
    }
}
