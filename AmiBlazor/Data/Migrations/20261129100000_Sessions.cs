using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>The sessions of signed-in people, which the server can end, and the failed attempts to sign in, which outlive a restart.</summary>
internal sealed partial class Sessions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "FailedSignIns",
            columns: table => new
            {
                Name = table.Column<string>(nullable: false),
                Device = table.Column<string>(nullable: false),
                Count = table.Column<int>(nullable: false),
                LastAt = table.Column<long>(nullable: false),
                LockedUntil = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_FailedSignIns", x => new { x.Name, x.Device }));

        migrationBuilder.CreateTable(
            name: "Sessions",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)
                    .Annotation("Sqlite:Autoincrement", true),
                AccountId = table.Column<int>(nullable: false),
                Hash = table.Column<byte[]>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                LastSeenAt = table.Column<long>(nullable: false),
                EndsAt = table.Column<long>(nullable: false),
                ProvenAt = table.Column<long>(nullable: false),
                Method = table.Column<string>(nullable: false),
                Browser = table.Column<string>(nullable: true),
                Platform = table.Column<string>(nullable: true),
                Address = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Sessions", x => x.Id);
                table.ForeignKey("FK_Sessions_Accounts_AccountId", x => x.AccountId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(name: "IX_FailedSignIns_LastAt", table: "FailedSignIns", column: "LastAt");
        migrationBuilder.CreateIndex(name: "IX_Sessions_AccountId", table: "Sessions", column: "AccountId");
        migrationBuilder.CreateIndex(name: "IX_Sessions_Hash", table: "Sessions", column: "Hash", unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "FailedSignIns");
        migrationBuilder.DropTable(name: "Sessions");
    }
}
