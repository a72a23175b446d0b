using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>The states of the devices that an extension's state is folded from.</summary>
internal sealed partial class Devices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(name: "Devices", table: "Extensions", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Devices", table: "Extensions");
}
