using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>A channel of the <see cref="ModelPbx"/>: what Asterisk writes of it, and beside that what its party truly does.</summary>
internal sealed class ModelChannel(string id, string name, string number, string partyName)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Number { get; set; } = number;

    public string PartyName { get; set; } = partyName;

    public string Linked { get; set; } = id;

    public int State { get; set; }

    public string ConnectedNumber { get; set; } = "";

    public string ConnectedName { get; set; } = "";

    public string Exten { get; set; } = "s";

    public string Dialled { get; set; } = "";

    public string Application { get; set; } = "";

    public string Data { get; set; } = "";

    public ModelBridge? Bridge { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public bool IsHolding { get; set; }

    public string? Queue { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public string? Space { get; set; }

    public ModelChannel? Spied { get; set; }

    public bool IsGone { get; set; }

    /// <summary>The conversation that it is in: the truth, whatever bridges and Local channels carry it.</summary>
    public ModelTalk? Talk { get; set; }

    /// <summary>What it does while it talks to nobody: the truth.</summary>
    public PartyState Doing { get; set; } = PartyState.InApplication;

    /// <summary>Whom it calls, or who calls it: the truth.</summary>
    public List<ModelChannel> With { get; set; } = [];

    public bool IsLocal => Name.StartsWith("Local/", StringComparison.Ordinal);

    public string Device => Name[..Name.LastIndexOf('-')];
}
