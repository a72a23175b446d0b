using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>
/// Extensions, PBXs, refresh runs and status changes. No column names a type: each provider takes its own for the .NET type.
/// </summary>
internal sealed partial class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Extensions",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Server = table.Column<string>(nullable: false),
                Context = table.Column<string>(nullable: false),
                Exten = table.Column<string>(nullable: false),
                Hint = table.Column<string>(nullable: false),
                Name = table.Column<string>(nullable: true),
                Department = table.Column<string>(nullable: true),
                StatusCode = table.Column<int>(nullable: false),
                DeviceState = table.Column<string>(nullable: false),
                Present = table.Column<bool>(nullable: false),
                LastSeen = table.Column<long>(nullable: false),
                LastStatusChange = table.Column<long>(nullable: true),
                UpdatedAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Extensions", x => x.Id));

        migrationBuilder.CreateTable(
            name: "Pbxs",
            columns: table => new
            {
                Server = table.Column<string>(nullable: false),
                LastListAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Pbxs", x => x.Server));

        migrationBuilder.CreateTable(
            name: "RefreshRuns",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                ConnectionId = table.Column<string>(nullable: false),
                Server = table.Column<string>(nullable: false),
                AskedBy = table.Column<string>(nullable: false),
                StartedAt = table.Column<long>(nullable: false),
                EndedAt = table.Column<long>(nullable: false),
                Outcome = table.Column<string>(nullable: false),
                ExtensionsChecked = table.Column<int>(nullable: false),
                Changed = table.Column<int>(nullable: false),
                Added = table.Column<int>(nullable: false),
                MarkedOffline = table.Column<int>(nullable: false),
                Rows = table.Column<int>(nullable: false),
                Bytes = table.Column<long>(nullable: false),
                Error = table.Column<string>(nullable: true),
                SnapshotFile = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_RefreshRuns", x => x.Id));

        migrationBuilder.CreateTable(
            name: "StatusChanges",
            columns: table => new
            {
                Id = table.Column<long>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                ExtensionId = table.Column<int>(nullable: false),
                FromCode = table.Column<int>(nullable: true),
                ToCode = table.Column<int>(nullable: false),
                At = table.Column<long>(nullable: false),
                Source = table.Column<string>(nullable: false),
                RunId = table.Column<int>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_StatusChanges", x => x.Id);
                table.ForeignKey(
                    name: "FK_StatusChanges_Extensions_ExtensionId",
                    column: x => x.ExtensionId,
                    principalTable: "Extensions",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "FK_StatusChanges_RefreshRuns_RunId",
                    column: x => x.RunId,
                    principalTable: "RefreshRuns",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.SetNull);
            });

        migrationBuilder.CreateIndex(
            name: "IX_Extensions_Server_Context_Exten", table: "Extensions", columns: ["Server", "Context", "Exten"], unique: true);
        migrationBuilder.CreateIndex(name: "IX_RefreshRuns_ConnectionId", table: "RefreshRuns", column: "ConnectionId", unique: true);
        migrationBuilder.CreateIndex(name: "IX_RefreshRuns_EndedAt", table: "RefreshRuns", column: "EndedAt");
        migrationBuilder.CreateIndex(name: "IX_StatusChanges_ExtensionId_At", table: "StatusChanges", columns: ["ExtensionId", "At"]);
        migrationBuilder.CreateIndex(name: "IX_StatusChanges_RunId", table: "StatusChanges", column: "RunId");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "StatusChanges");
        migrationBuilder.DropTable(name: "Extensions");
        migrationBuilder.DropTable(name: "RefreshRuns");
        migrationBuilder.DropTable(name: "Pbxs");
    }
}
