using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>What a program without a cluster keeps in its folder or in memory, and the nodes of a cluster share.</summary>
internal sealed partial class SharedAccounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "DataProtectionKeys",
            columns: table => new
            {
                Name = table.Column<string>(nullable: false),
                Xml = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_DataProtectionKeys", row => row.Name));

        migrationBuilder.CreateTable(
            name: "SetupLinks",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false),
                Token = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_SetupLinks", row => row.Id));

        migrationBuilder.CreateTable(
            name: "Throttles",
            columns: table => new
            {
                Key = table.Column<string>(nullable: false),
                FullAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Throttles", row => row.Key));

        migrationBuilder.CreateTable(
            name: "ScreenPairings",
            columns: table => new
            {
                Code = table.Column<string>(nullable: false),
                Hash = table.Column<byte[]>(nullable: false),
                AddressKey = table.Column<string>(nullable: false),
                Origin = table.Column<string>(nullable: false),
                BegunAt = table.Column<long>(nullable: false),
                IsTaken = table.Column<bool>(nullable: false),
                Token = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_ScreenPairings", row => row.Code));
        migrationBuilder.CreateIndex(name: "IX_ScreenPairings_Hash", table: "ScreenPairings", column: "Hash", unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "ScreenPairings");
        migrationBuilder.DropTable(name: "Throttles");
        migrationBuilder.DropTable(name: "SetupLinks");
        migrationBuilder.DropTable(name: "DataProtectionKeys");
    }
}
