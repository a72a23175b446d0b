namespace AmiBlazor.Tests.Calls;

/// <summary>A conversation of the <see cref="ModelPbx"/>: those who hear each other.</summary>
/// <param name="since">When they were connected.</param>
/// <param name="isConference">Whether it is a conference room.</param>
internal sealed class ModelTalk(DateTimeOffset since, bool isConference = false)
{
    public DateTimeOffset Since { get; } = since;

    public bool IsConference { get; } = isConference;

    public List<ModelChannel> Parties { get; } = [];

    /// <summary>The halves of Local channels that carry it.</summary>
    public List<ModelChannel> Locals { get; } = [];

    public void Add(params ReadOnlySpan<ModelChannel> parties)
    {
        foreach (var party in parties)
        {
            party.Talk?.Parties.Remove(party);
            party.Talk = this;
            Parties.Add(party);
        }
    }
}
