using Xunit.Sdk;

namespace AmiBlazor.Tests.Support;

public sealed class RequirementsTests
{
    [Fact]
    public async Task A_test_gets_no_program_that_it_does_not_say_it_needs()
    {
        var refused = Assert.ThrowsAny<XunitException>(Requirements.Chromium);

        Assert.Contains("put [Needs(Need.Chromium)] above it", refused.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<XunitException>(Requirements.Nginx);
        Assert.ThrowsAny<XunitException>(Requirements.PostgreSql);
        await Assert.ThrowsAnyAsync<XunitException>(() => Requirements.StartAsteriskAsync(22));
    }

    [Fact]
    public void Every_class_that_shares_such_a_program_says_so()
    {
        var shared = new Dictionary<Type, Need> { [typeof(Chromium)] = Need.Chromium, [typeof(PostgreSqlServer)] = Need.PostgreSql };

        var silent =
            from type in typeof(RequirementsTests).Assembly.GetTypes()
            from parameter in type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            where shared.ContainsKey(parameter.ParameterType) && !Says(type, shared[parameter.ParameterType])
            select type.Name;

        Assert.Empty(silent);
    }

    /// <summary>The class, one of its tests, a row of their data, or the collection that it is in.</summary>
    private static bool Says(Type type, Need need) =>
        type.GetCustomAttributes(typeof(NeedsAttribute), inherit: true)
            .Concat(type.GetMethods().SelectMany(method => method.GetCustomAttributes(typeof(NeedsAttribute), inherit: true)))
            .Concat(type.GetCustomAttributes(typeof(CollectionAttribute), inherit: true).Cast<CollectionAttribute>()
                .SelectMany(collection => DefinitionOf(collection.Name).GetCustomAttributes(typeof(NeedsAttribute), inherit: false)))
            .Cast<NeedsAttribute>().Any(said => said.Need == need)
        || type.GetProperties().Where(data => typeof(IEnumerable<ITheoryDataRow>).IsAssignableFrom(data.PropertyType))
            .SelectMany(data => (IEnumerable<ITheoryDataRow>)data.GetValue(null)!)
            .Any(row => row.Traits?.TryGetValue(NeedsAttribute.Trait, out var said) == true && said.Contains(need.ToString()));

    private static Type DefinitionOf(string name) => typeof(RequirementsTests).Assembly.GetTypes()
        .Single(type => type.GetCustomAttributes(typeof(CollectionDefinitionAttribute), inherit: false)
            .Cast<CollectionDefinitionAttribute>().Any(definition => definition.Name == name));
}
