using System.Text.Json.Serialization;

namespace AmiBlazor.Devices;

/// <summary>A phone of a hint, as its PBX knows it. Immutable: a change makes another one.</summary>
/// <param name="Device">Such as <c>PJSIP/1001</c>.</param>
public sealed record Phone(string Device)
{
    /// <summary>Whether it is registered.</summary>
    public PhoneStanding Standing { get; init; }

    /// <summary>Since when that is so; UTC. Null while nobody knows.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it may have been so for longer than <see cref="Since"/>.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>Where it is reached.</summary>
    public IReadOnlyList<PhoneContact> Contacts { get; init; } = [];

    /// <summary>The mailboxes that its configuration has; null while they are not known.</summary>
    public IReadOnlyList<string>? Mailboxes { get; init; }

    /// <summary>How many events have told of it: an answer that was asked for before the last of them does not count.</summary>
    [JsonInclude]
    internal int Heard { get; init; }

    /// <summary>What comes before the slash, in capitals: <c>PJSIP</c>.</summary>
    public string Technology => Device[..Device.IndexOf('/', StringComparison.Ordinal)].ToUpperInvariant();

    /// <summary>What comes after it: the name of its endpoint or peer.</summary>
    public string Name => Device[(Device.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
