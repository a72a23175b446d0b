using System.Data;
using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <content>What people say, and the names that PBXs tell.</content>
internal sealed partial class ExtensionBulkWriter
{
    private PreparedStatement? _updatePerson;
    private PreparedStatement? _updatePbxName;

    /// <summary>Writes the columns that belong to people.</summary>
    public async Task UpdatePersonAsync(BoardRow row)
    {
        _updatePerson ??= await PrepareAsync(
            """
            UPDATE "Extensions" SET "Name" = @p1, "Department" = @p2, "Note" = @p3, "Email" = @p4, "UpdatedAt" = @p5 WHERE "Id" = @p0
            """,
            DbType.Int32, DbType.String, DbType.String, DbType.String, DbType.String, DbType.Int64);
        _updatePerson[0] = row.Id;
        _updatePerson[1] = row.Name;
        _updatePerson[2] = row.Department;
        _updatePerson[3] = row.Note;
        _updatePerson[4] = row.Email;
        _updatePerson[5] = UtcTime.ToStored(row.UpdatedAt);
        Expect(1, await _updatePerson.ExecuteAsync());
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
