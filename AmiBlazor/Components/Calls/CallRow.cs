using System.Globalization;
using AmiBlazor.Calls;

namespace AmiBlazor.Components.Calls;

/// <summary>One call in the list of calls.</summary>
/// <param name="Call">The call, as the user may see it.</param>
/// <param name="Kind">What it is doing.</param>
/// <param name="Group">The group that it is listed in; null for none.</param>
public sealed record CallRow(Call Call, CallKind Kind, string? Group)
{
    /// <summary>How many calls the group has, on its first one; 0 on the others.</summary>
    public int Heads { get; init; }

    public string Identity => string.Create(CultureInfo.InvariantCulture, $"{Call.Server}/{Call.Id}");

    /// <summary>The one who called; where nobody did, the first.</summary>
    public CallParty From => Call.Parties[0];

    /// <summary>Everybody else.</summary>
    public IEnumerable<CallParty> Others => Call.Parties.Skip(1);

    /// <summary>Since when the clock counts: since the parties talk, or else since the call began.</summary>
    public DateTimeOffset Since => Call.Parties.Where(party => party.ConnectedAt is not null).Select(party => party.ConnectedAt).Max() ?? From.Since;

    public bool IsAtLeast => Call.Parties.Any(party => party.IsAtLeast);
}
