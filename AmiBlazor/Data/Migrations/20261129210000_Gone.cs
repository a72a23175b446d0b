using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>Since when a PBX no longer lists an extension, and since when it is kept off the board.</summary>
internal sealed partial class Gone : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>(name: "GoneSince", table: "Extensions", nullable: true);
        migrationBuilder.AddColumn<long>(name: "ArchivedAt", table: "Extensions", nullable: true);

        // When earlier versions missed it was written as a change, unless it was offline already.
        migrationBuilder.Sql("""UPDATE "Extensions" SET "GoneSince" = COALESCE("LastStatusChange", "UpdatedAt") WHERE NOT "Present" """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "GoneSince", table: "Extensions");
        migrationBuilder.DropColumn(name: "ArchivedAt", table: "Extensions");
    }
}
