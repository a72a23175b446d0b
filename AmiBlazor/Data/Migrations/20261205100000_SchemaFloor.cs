using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>
/// Which migrations a version must know to work with the database. Versions before this one refuse every migration that they do not know, so this one need
/// not add itself.
/// </summary>
internal sealed partial class SchemaFloor : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        name: "SchemaFloors",
        columns: table => new { Migration = table.Column<string>(nullable: false) },
        constraints: table => table.PrimaryKey("PK_SchemaFloors", row => row.Migration));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "SchemaFloors");
}
