namespace AmiBlazor.Ami;

/// <summary>What came of a call that the PBX placed (<c>OriginateResponse</c>).</summary>
/// <param name="IsAnswered">Whether its phone has answered.</param>
/// <param name="Reason">
/// Asterisk's own reason, such as 4 for answered and 3 for a phone that rang in vain; 0 for a phone that was busy, declined, or could not be reached.
/// </param>
internal sealed record OriginateAnswer(bool IsAnswered, int Reason)
{
    /// <summary>It rang, and nobody answered in time.</summary>
    public const int NotAnswered = 3;
}
