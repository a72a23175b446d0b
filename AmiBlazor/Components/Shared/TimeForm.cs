namespace AmiBlazor.Components.Shared;

/// <summary>What a <see cref="TimeLabel"/> says of a time.</summary>
public enum TimeForm
{
    /// <summary>How long ago it was, or the date of a time to come.</summary>
    Age,

    /// <summary>The time of day, with the date unless it is today, and how long ago it was in parentheses.</summary>
    TimeAndAge,

    /// <summary>Date and time, and beside them how long ago it was.</summary>
    DateAndAge,
}
