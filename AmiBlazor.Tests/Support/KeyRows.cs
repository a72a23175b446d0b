using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Support;

/// <summary>Adds API keys directly to the database.</summary>
internal static class KeyRows
{
    /// <summary>Makes a key.</summary>
    /// <returns>Its number.</returns>
    public static async Task<int> KeyAsync(this AmiBlazorApp app, string name, string text = "amb_nobody-uses-this-key-0123456789")
    {
        await using var context = await app.ContextAsync();
        var key = new ApiKey
        {
            Name = name,
            Hash = ApiKeyCache.HashOf(text + name),
            Start = text[..8],
            Role = Roles.Viewer,
            CreatedBy = "ada",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        context.ApiKeys.Add(key);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<ApiKeyCache>().ReloadAsync(TestContext.Current.CancellationToken);
        return key.Id;
    }
}
