using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>The history of calls: each call once, with its legs.</summary>
internal sealed partial class Calls : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Calls",
            columns: table => new
            {
                Id = table.Column<long>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Server = table.Column<string>(nullable: false),
                CallId = table.Column<string>(nullable: false),
                StartedAt = table.Column<long>(nullable: false),
                AnsweredAt = table.Column<long>(nullable: true),
                EndedAt = table.Column<long>(nullable: true),
                IsStartKnown = table.Column<bool>(nullable: false),
                IsEndKnown = table.Column<bool>(nullable: false),
                Outcome = table.Column<string>(nullable: false),
                Queue = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Calls", x => x.Id));

        migrationBuilder.CreateTable(
            name: "CallLegs",
            columns: table => new
            {
                Id = table.Column<long>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                CallEntryId = table.Column<long>(nullable: false),
                ChannelId = table.Column<string>(nullable: false),
                Device = table.Column<string>(nullable: false),
                Context = table.Column<string>(nullable: true),
                Exten = table.Column<string>(nullable: true),
                Number = table.Column<string>(nullable: false),
                Name = table.Column<string>(nullable: false),
                IsCaller = table.Column<bool>(nullable: false),
                Dialled = table.Column<string>(nullable: false),
                StartedAt = table.Column<long>(nullable: false),
                AnsweredAt = table.Column<long>(nullable: true),
                ConnectedAt = table.Column<long>(nullable: true),
                EndedAt = table.Column<long>(nullable: true),
                Cause = table.Column<int>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_CallLegs", x => x.Id);
                table.ForeignKey("FK_CallLegs_Calls_CallEntryId", x => x.CallEntryId, "Calls", "Id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(name: "IX_Calls_StartedAt", table: "Calls", column: "StartedAt");
        migrationBuilder.CreateIndex(name: "IX_Calls_Server_EndedAt", table: "Calls", columns: ["Server", "EndedAt"]);
        migrationBuilder.CreateIndex(name: "IX_CallLegs_CallEntryId", table: "CallLegs", column: "CallEntryId");
        migrationBuilder.CreateIndex(name: "IX_CallLegs_Exten_Context_StartedAt", table: "CallLegs", columns: ["Exten", "Context", "StartedAt"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "CallLegs");
        migrationBuilder.DropTable(name: "Calls");
    }
}
