using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>The browsers on walls that administrators paired.</summary>
internal sealed partial class Screens : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Screens",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Name = table.Column<string>(nullable: false),
                Hash = table.Column<byte[]>(nullable: false),
                View = table.Column<string>(nullable: false),
                Servers = table.Column<string>(nullable: true),
                Departments = table.Column<string>(nullable: true),
                Origin = table.Column<string>(nullable: false),
                PairedBy = table.Column<string>(nullable: false),
                PairedAt = table.Column<long>(nullable: false),
                LastDrawnAt = table.Column<long>(nullable: true),
                RevokedAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Screens", x => x.Id));

        migrationBuilder.CreateIndex(name: "IX_Screens_Hash", table: "Screens", column: "Hash", unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Screens");
}
