namespace AmiBlazor.Auth.ApiKeys;

/// <summary>The keys for scripts: section <c>Api</c>.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    public List<ApiKeyOptions> Keys { get; set; } = [];
}
