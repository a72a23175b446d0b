using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Refresh;

/// <summary>Finds PBXs whose lists hold more than people's extensions although nothing of that is left out, and the setting that changes it.</summary>
internal sealed class ListPresets(LiveBoard board, IOptions<AmiOptions> ami)
{
    /// <summary>What may be set for a PBX; null when its list looks as it should, or the configuration says what is kept.</summary>
    public PresetOffer? For(string server)
    {
        var index = ami.Value.Servers.FindIndex(one => string.Equals(one.Name, server, StringComparison.Ordinal));
        if (index < 0 || ami.Value.Servers[index] is not { Contexts: [], Preset: AmiPreset.None }) return null;
        var rows = board.Rows(server).Where(static row => row.Present).Select(static row => (row.Key.Context, row.Key.Exten)).ToList();
        return LeftOut(rows) is { } leftOut ? new PresetOffer(index, leftOut, rows.Count) { IsOfPage = ami.Value.Servers[index].IsOfPage } : null;
    }

    /// <summary>How many extensions of a list the preset for FreePBX would leave out; null if the list does not look like FreePBX's.</summary>
    public static int? LeftOut(IEnumerable<(string Context, string Exten)> rows)
    {
        var (listed, kept, elsewhere) = (0, 0, 0);
        var preset = new AmiServerOptions { Preset = AmiPreset.FreePbx };
        foreach (var (context, exten) in rows)
        {
            listed++;
            if (preset.Keeps(context, exten))
                kept++;
            else if (!AmiServerOptions.IsFeatureCode(exten))
                elsewhere++;
        }

        // Where most people are elsewhere, it is no FreePBX, or not as it makes its dialplan: the preset would leave them out.
        return kept == listed || kept <= elsewhere ? null : listed - kept;
    }
}

/// <summary>A preset that suits a PBX's list.</summary>
/// <param name="Index">The PBX's number in the configuration; that of one that was connected in the page means nothing.</param>
/// <param name="LeftOut">How many extensions it would leave out.</param>
/// <param name="Listed">How many extensions the PBX lists.</param>
internal sealed record PresetOffer(int Index, int LeftOut, int Listed)
{
    /// <summary>Whether the PBX was connected in the page, where the preset is chosen too.</summary>
    public bool IsOfPage { get; init; }

    /// <summary>As the configuration spells it.</summary>
    public string Setting => string.Create(CultureInfo.InvariantCulture, $"Ami:Servers:{Index}:Preset=freepbx");

    /// <summary>The same as an environment variable.</summary>
    public string Variable => string.Create(CultureInfo.InvariantCulture, $"Ami__Servers__{Index}__Preset=freepbx");
}
