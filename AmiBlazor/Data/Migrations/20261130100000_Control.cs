using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>Which accounts may act on calls, and the phone that each of them has.</summary>
internal sealed partial class Control : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>(name: "MayControlCalls", table: "Accounts", nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<string>(name: "PhoneServer", table: "Accounts", nullable: true);
        migrationBuilder.AddColumn<string>(name: "PhoneContext", table: "Accounts", nullable: true);
        migrationBuilder.AddColumn<string>(name: "PhoneExten", table: "Accounts", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "PhoneExten", table: "Accounts");
        migrationBuilder.DropColumn(name: "PhoneContext", table: "Accounts");
        migrationBuilder.DropColumn(name: "PhoneServer", table: "Accounts");
        migrationBuilder.DropColumn(name: "MayControlCalls", table: "Accounts");
    }
}
