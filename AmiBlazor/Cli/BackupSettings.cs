using System.Text.Encodings.Web;
using System.Text.Json;

namespace AmiBlazor.Cli;

/// <summary>The settings of a backup: what somebody who sets the server up anew must know, and no secret.</summary>
internal static class BackupSettings
{
    /// <summary>The value in place of a secret.</summary>
    public const string LeftOut = "(secret, not in the backup)";

    // Nothing else: the configuration holds every variable of the environment.
    private static readonly string[] Sections =
    [
        "AllowedHosts", "Ami", "Api", "Auth", "Database", "Demo", "History", "Kestrel", "Limits", "Live", "Logging", "Refresh", "ReverseProxy", "Setup",
        "urls", "http_ports", "https_ports",
    ];

    private static readonly string[] SecretWords = ["secret", "password", "passphrase", "token"];
    private static readonly string[] Places = ["File", "Folder", "Path"];
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The settings as one JSON object, by key.</summary>
    /// <param name="configuration">All of the configuration.</param>
    /// <param name="connectionString">The connection string, without its passwords.</param>
    public static byte[] ToJson(IConfiguration configuration, string connectionString)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString(Data.DatabaseOptions.ConnectionStringKey, connectionString);
            foreach (var (key, value) in Sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()))
            {
                if (value is not null) json.WriteString(key, IsSecret(key) ? LeftOut : value);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static bool IsSecret(string key)
    {
        var name = key[(key.LastIndexOf(':') + 1)..];
        if (Array.Exists(Places, place => name.EndsWith(place, StringComparison.OrdinalIgnoreCase))) return false;
        return name.EndsWith("Key", StringComparison.OrdinalIgnoreCase)
            || Array.Exists(SecretWords, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
