using System.Text.Json.Nodes;
using AmiBlazor.Auth.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AmiBlazor.Api;

/// <summary>Adds to the OpenAPI document what cannot be derived from the handlers.</summary>
internal static class OpenApiText
{
    private const string Scheme = "key";

    /// <summary>Describes a path or query parameter, with its allowed values if they are few.</summary>
    public static RouteHandlerBuilder DescribesParameter(this RouteHandlerBuilder endpoint, string name, string description, params string[] words) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                if (!string.Equals(parameter.Name, name, StringComparison.Ordinal)) continue;

                parameter.Description = description;
                if (words.Length > 0 && parameter.Schema is OpenApiSchema schema)
                    schema.Enum = [.. words.Select(word => (JsonNode)word)];
            }

            return Task.CompletedTask;
        });

    /// <summary>Describes a response with one of two shapes: of two results with the same status, the generator would keep only the last.</summary>
    public static RouteHandlerBuilder ProducesEither<TOne, TOther>(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer(static async (operation, context, cancellationToken) =>
        {
            if (operation.Responses?["200"].Content?["application/json"] is not { } content || context.Document is not { } document)
                return;

            var shapes = new List<IOpenApiSchema>();
            foreach (var type in new[] { typeof(TOne), typeof(TOther) })
            {
                document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken));
                shapes.Add(new OpenApiSchemaReference(type.Name, document));
            }

            content.Schema = new OpenApiSchema { OneOf = shapes };
        });

    /// <summary>The responses of every call that requires authentication.</summary>
    public static RouteGroupBuilder ProducesRefusals(this RouteGroupBuilder group) =>
        group.ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);

    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "AmiBlazor",
                Version = "v1",
                Description = "The live status of every extension of the configured Asterisk PBXs, and refreshes that verify it. "
                    + "Times are ISO 8601 in UTC. Every error is application/problem+json with a readable title.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [Scheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "A key of the setting Api:Keys: Authorization: Bearer KEY. A signed-in browser's cookie serves as well.",
                },
            };
            return Task.CompletedTask;
        });

        // Their converter hides from the generator what they are.
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(DateTimeOffset)) schema.Type = JsonSchemaType.String;
            if (context.JsonTypeInfo.Type == typeof(DateTimeOffset?))
                schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static async (operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<IAllowAnonymous>().Any()) return;

            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            if (metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy is { } policy)
            {
                var role = await MinimumRoleAsync(context.ApplicationServices.GetRequiredService<IAuthorizationPolicyProvider>(), policy);
                operation.Description = $"Role: {role} or higher. {operation.Description}".TrimEnd();
            }
        });
    }

    /// <summary>The lowest role that passes a policy, taken from the policy itself, so that it is defined in one place.</summary>
    internal static async Task<string> MinimumRoleAsync(IAuthorizationPolicyProvider policies, string policy) =>
        (await policies.GetPolicyAsync(policy))!.Requirements.OfType<MinimumRoleRequirement>().Single().Role;
}
