using System.Data;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <content>Names and departments.</content>
internal sealed partial class ExtensionBulkWriter
{
    private PreparedStatement? _updateName;
    private PreparedStatement? _updatePbxName;

    /// <summary>Writes the columns that belong to people: name and department.</summary>
    public async Task UpdateNameAsync(int id, string? name, string? department, DateTimeOffset updatedAt)
    {
        _updateName ??= await PrepareAsync(
            "UPDATE \"Extensions\" SET \"Name\" = @p1, \"Department\" = @p2, \"UpdatedAt\" = @p3 WHERE \"Id\" = @p0",
            DbType.Int32, DbType.String, DbType.String, DbType.Int64);
        _updateName[0] = id;
        _updateName[1] = name;
        _updateName[2] = department;
        _updateName[3] = UtcTime.ToStored(updatedAt);
        Expect(1, await _updateName.ExecuteAsync());
    }

    /// <summary>Writes the PBX's name. The time of the row stays: it says since when the status may be as it is.</summary>
    public async Task UpdatePbxNameAsync(int id, string? name)
    {
        _updatePbxName ??= await PrepareAsync("UPDATE \"Extensions\" SET \"PbxName\" = @p1 WHERE \"Id\" = @p0", DbType.Int32, DbType.String);
        _updatePbxName[0] = id;
        _updatePbxName[1] = name;
        Expect(1, await _updatePbxName.ExecuteAsync());
    }
}
