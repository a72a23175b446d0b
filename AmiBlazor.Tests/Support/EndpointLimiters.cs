using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// The rate limiter middleware never disposes of the limiter that it makes for the policies of endpoints. Its timer ticks ten times a second and holds the
/// whole application, which does not matter to a program and does to a process that starts seven hundred.
/// </summary>
internal static class EndpointLimiters
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>Disposes of the limiter in the middleware of an application that has ended.</summary>
    /// <param name="pipeline">The application's middleware; null when it was never built.</param>
    public static void Dispose(RequestDelegate? pipeline)
    {
        if (pipeline is null) return;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<object>([pipeline]);
        while (waiting.TryPop(out var one))
        {
            if (!seen.Add(one)) continue;
            if (one.GetType().Name == "RateLimitingMiddleware")
            {
                var limiter = one.GetType().GetField("_endpointLimiter", Fields)?.GetValue(one) as IDisposable;
                (limiter ?? throw new InvalidOperationException("The middleware has no endpoint limiter any more.")).Dispose();
                return;
            }

            if (one is Delegate { Target: { } target }) waiting.Push(target);
            foreach (var field in one.GetType().GetFields(Fields))
            {
                if (IsOnTheWay(field) && field.GetValue(one) is { } value) waiting.Push(value);
            }
        }

        throw new InvalidOperationException("The application has no rate limiter middleware.");
    }

    /// <summary>The next middleware, or what holds it.</summary>
    private static bool IsOnTheWay(FieldInfo field) =>
        field.FieldType == typeof(RequestDelegate) || field.FieldType == typeof(object) || field.Name.Contains("instance", StringComparison.OrdinalIgnoreCase)
        || field.FieldType.Name.EndsWith("Middleware", StringComparison.Ordinal) || field.FieldType.Name.StartsWith('<');
}
