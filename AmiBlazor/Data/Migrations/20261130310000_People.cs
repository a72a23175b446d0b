using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>A note and an e-mail address for each extension, both given by people.</summary>
internal sealed partial class People : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "Note", table: "Extensions", nullable: true);
        migrationBuilder.AddColumn<string>(name: "Email", table: "Extensions", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "Email", table: "Extensions");
        migrationBuilder.DropColumn(name: "Note", table: "Extensions");
    }
}
