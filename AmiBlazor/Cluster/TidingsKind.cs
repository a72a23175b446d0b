namespace AmiBlazor.Cluster;

/// <summary>What the owner of a PBX tells of. Words, so that a node of another version leaves out what it does not know.</summary>
internal static class TidingsKind
{
    public const string Health = "health";

    public const string CallsHealth = "calls-health";

    public const string Calls = "calls";

    public const string Queues = "queues";

    public const string DevicesHealth = "phones-health";

    public const string Phones = "phones";

    public const string Mailboxes = "mailboxes";
}
