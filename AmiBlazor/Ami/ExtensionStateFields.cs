namespace AmiBlazor.Ami;

/// <summary>
/// The headers that matter of an <c>ExtensionStatus</c>, whether row of a list or live event, found in one pass. Of repeated headers, the first counts.
/// </summary>
internal ref struct ExtensionStateFields
{
    /// <summary>Asterisk's numbers are bits up to 16, and -1 and -2: what is far from that is none.</summary>
    private const int Bound = 1 << 24;

    public ReadOnlySpan<byte> Context;
    public ReadOnlySpan<byte> Exten;
    public ReadOnlySpan<byte> Hint;
    public ReadOnlySpan<byte> Status;

    public static ExtensionStateFields Of(in AmiMessage row)
    {
        ExtensionStateFields fields = default;
        var seen = 0;
        for (var i = 0; i < row.Count && seen != 0b1111; i++)
        {
            var name = row.Name(i);
            switch (name.Length)
            {
                case 7 when (seen & 1) == 0 && AmiText.Is(name, AmiProtocol.ContextHeader):
                    fields.Context = row.Value(i);
                    seen |= 1;
                    break;
                case 5 when (seen & 2) == 0 && AmiText.Is(name, AmiProtocol.ExtenHeader):
                    fields.Exten = row.Value(i);
                    seen |= 2;
                    break;
                case 4 when (seen & 4) == 0 && AmiText.Is(name, AmiProtocol.HintHeader):
                    fields.Hint = row.Value(i);
                    seen |= 4;
                    break;
                case 6 when (seen & 8) == 0 && AmiText.Is(name, AmiProtocol.StatusHeader):
                    fields.Status = row.Value(i);
                    seen |= 8;
                    break;
            }
        }

        return fields;
    }

    /// <summary>Reads the status number; false when the event lacks the extension or the number.</summary>
    public readonly bool TryGetStatus(out int status)
    {
        status = 0;
        return !Context.IsEmpty && !Exten.IsEmpty && ExtensionStateCollector.TryParse(Status, out status) && status is > -Bound and < Bound;
    }
}
