using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>
/// What the page of the runs tells: the error in a form that can be translated, the PBX's own words, and whether extensions were asked for one by one.
/// </summary>
internal sealed partial class RunSentences : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "ErrorSentence", table: "RefreshRuns", nullable: true);
        migrationBuilder.AddColumn<string>(name: "PbxWords", table: "RefreshRuns", nullable: true);
        migrationBuilder.AddColumn<bool>(name: "Individual", table: "RefreshRuns", nullable: false, defaultValue: false);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "ErrorSentence", table: "RefreshRuns");
        migrationBuilder.DropColumn(name: "PbxWords", table: "RefreshRuns");
        migrationBuilder.DropColumn(name: "Individual", table: "RefreshRuns");
    }
}
