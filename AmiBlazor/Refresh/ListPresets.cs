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
        var (listed, kept, elsewhere) = (0, 0, 0);
        var preset = new AmiServerOptions { Preset = AmiPreset.FreePbx };
        foreach (var row in board.Rows(server))
        {
            if (!row.Present) continue;
            listed++;
            if (preset.Keeps(row.Key.Context, row.Key.Exten))
                kept++;
            else if (row.Key.Exten[0] is not ('*' or '#' or '_'))
                elsewhere++;
        }

        // Where most people are elsewhere, it is no FreePBX, or not as it makes its dialplan: the preset would leave them out.
        return kept == listed || kept <= elsewhere ? null : new PresetOffer(index, listed - kept, listed);
    }
}

/// <summary>A preset that suits a PBX's list.</summary>
/// <param name="Index">The PBX's number in the configuration.</param>
/// <param name="LeftOut">How many extensions it would leave out.</param>
/// <param name="Listed">How many extensions the PBX lists.</param>
internal sealed record PresetOffer(int Index, int LeftOut, int Listed)
{
    /// <summary>As the configuration spells it.</summary>
    public string Setting => string.Create(CultureInfo.InvariantCulture, $"Ami:Servers:{Index}:Preset=freepbx");

    /// <summary>The same as an environment variable.</summary>
    public string Variable => string.Create(CultureInfo.InvariantCulture, $"Ami__Servers__{Index}__Preset=freepbx");
}
