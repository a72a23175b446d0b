using System.Globalization;

namespace AmiBlazor.Data;

/// <summary>The process that uses a database.</summary>
/// <param name="Host">The name of its machine; null if unknown.</param>
/// <param name="ProcessId">Its number there; null if unknown.</param>
/// <param name="Since">Since when it uses the database, in UTC; null if unknown.</param>
internal sealed record DatabaseOwner(string? Host, int? ProcessId, DateTimeOffset? Since)
{
    /// <summary>An owner of which nothing is known.</summary>
    public static readonly DatabaseOwner Unknown = new(Host: null, ProcessId: null, Since: null);

    /// <summary>This process.</summary>
    public static DatabaseOwner Here(TimeProvider time) => new(Environment.MachineName, Environment.ProcessId, time.GetUtcNow());

    /// <summary>For the end of a sentence: “another AmiBlazor: process 4711 on the host board-1, since 2026-01-31 08:15:00 UTC”.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            ProcessId is { } id ? string.Create(CultureInfo.InvariantCulture, $"process {id}") : "",
            string.IsNullOrEmpty(Host) ? "" : $"on the host {Host}",
        ];
        var where = string.Join(' ', parts.Where(part => part.Length > 0));
        var since = Since is { } at ? string.Create(CultureInfo.InvariantCulture, $"since {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "";
        var known = string.Join(", ", new[] { where, since }.Where(part => part.Length > 0));
        return known.Length == 0 ? "another AmiBlazor" : "another AmiBlazor: " + known;
    }
}
