using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>What the main connections tell: by what a row was last proven, presence, how far each PBX was followed, and the gaps in that.</summary>
internal sealed partial class Live : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // What there was before this version came from refreshes: they were the only source.
        migrationBuilder.AddColumn<string>(name: "SeenBy", table: "Extensions", nullable: false, defaultValue: "refresh");
        migrationBuilder.AddColumn<string>(name: "Presence", table: "Extensions", nullable: true);
        migrationBuilder.AddColumn<string>(name: "PresenceMessage", table: "Extensions", nullable: true);
        migrationBuilder.AddColumn<string>(name: "LastListBy", table: "Pbxs", nullable: false, defaultValue: "refresh");
        migrationBuilder.AddColumn<long>(name: "FollowedUntil", table: "Pbxs", nullable: true);
        migrationBuilder.AddColumn<int>(name: "Differing", table: "RefreshRuns", nullable: true);

        migrationBuilder.CreateTable(
            name: "Gaps",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Server = table.Column<string>(nullable: false),
                BeganAt = table.Column<long>(nullable: false),
                EndedAt = table.Column<long>(nullable: true),
                Reason = table.Column<string>(nullable: false),
                ReasonSentence = table.Column<string>(nullable: true),
                PbxWords = table.Column<string>(nullable: true),
                Changed = table.Column<int>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Gaps", x => x.Id));

        migrationBuilder.CreateIndex(name: "IX_Gaps_Server_BeganAt", table: "Gaps", columns: ["Server", "BeganAt"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "Gaps");
        migrationBuilder.DropColumn(name: "SeenBy", table: "Extensions");
        migrationBuilder.DropColumn(name: "Presence", table: "Extensions");
        migrationBuilder.DropColumn(name: "PresenceMessage", table: "Extensions");
        migrationBuilder.DropColumn(name: "LastListBy", table: "Pbxs");
        migrationBuilder.DropColumn(name: "FollowedUntil", table: "Pbxs");
        migrationBuilder.DropColumn(name: "Differing", table: "RefreshRuns");
    }
}
