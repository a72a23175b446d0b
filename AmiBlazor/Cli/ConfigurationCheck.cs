using System.Reflection;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cli;

/// <summary>Finds every fault of the settings, not only the first one that would stop a start.</summary>
internal static class ConfigurationCheck
{
    /// <summary>One line for each fault; each names key, value and what is allowed.</summary>
    /// <param name="services">The services, built.</param>
    /// <param name="registered">What was registered in them: every type with a validator is checked.</param>
    /// <param name="configuration">Where the server is told to listen.</param>
    public static IReadOnlyList<string> Faults(IServiceProvider services, IServiceCollection registered, IConfiguration configuration)
    {
        var types = registered
            .Select(service => service.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IValidateOptions<>))
            .Select(type => type.GenericTypeArguments[0])
            .Where(type => type.Assembly == typeof(ConfigurationCheck).Assembly)
            .Distinct();
        var faults = types.SelectMany(type => Faults(services, type)).ToList();
        if (ServerAddresses.Fault(configuration) is { } address) faults.Add(address);

        // Options that are made of others repeat their faults.
        return [.. faults.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Faults(IServiceProvider services, Type type)
    {
        try
        {
            _ = ((IOptions<object>)services.GetRequiredService(typeof(IOptions<>).MakeGenericType(type))).Value;
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Failures;
        }
        catch (Exception failure) when (CliFailure.Sentence(failure is TargetInvocationException { InnerException: { } inner } ? inner : failure) is { } sentence)
        {
            return [sentence.ReplaceLineEndings(" ").Trim()];
        }
    }
}
