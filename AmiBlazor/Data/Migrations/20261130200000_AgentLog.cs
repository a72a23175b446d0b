using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>The log-in history of agents: when each was logged in to a queue, and when paused.</summary>
internal sealed partial class AgentLog : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "AgentLog",
            columns: table => new
            {
                Id = table.Column<long>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Server = table.Column<string>(nullable: false),
                Queue = table.Column<string>(nullable: false),
                Interface = table.Column<string>(nullable: false),
                Name = table.Column<string>(nullable: false),
                Context = table.Column<string>(nullable: true),
                Exten = table.Column<string>(nullable: true),
                Event = table.Column<string>(nullable: false),
                Reason = table.Column<string>(nullable: false),
                Since = table.Column<long>(nullable: false),
                IsSinceKnown = table.Column<bool>(nullable: false),
                Until = table.Column<long>(nullable: true),
                IsUntilKnown = table.Column<bool>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_AgentLog", x => x.Id));

        migrationBuilder.CreateIndex(name: "IX_AgentLog_Since", table: "AgentLog", column: "Since");
        migrationBuilder.CreateIndex(name: "IX_AgentLog_Server_Until", table: "AgentLog", columns: ["Server", "Until"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "AgentLog");
}
