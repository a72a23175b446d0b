using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>Who may write the extensions of a PBX, and which state of them is the newest.</summary>
internal sealed partial class Fence : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>(name: "Epoch", table: "Pbxs", nullable: false, defaultValue: 0L);
        migrationBuilder.AddColumn<long>(name: "Sequence", table: "Pbxs", nullable: false, defaultValue: 0L);
        migrationBuilder.AddColumn<string>(name: "Owner", table: "Pbxs", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "Owner", table: "Pbxs");
        migrationBuilder.DropColumn(name: "Sequence", table: "Pbxs");
        migrationBuilder.DropColumn(name: "Epoch", table: "Pbxs");
    }
}
