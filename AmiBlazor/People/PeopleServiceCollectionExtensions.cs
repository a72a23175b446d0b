namespace AmiBlazor.People;

internal static class PeopleServiceCollectionExtensions
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<PersonEditor>();
        services.AddSingleton<PeopleImporter>();
        return services;
    }
}
