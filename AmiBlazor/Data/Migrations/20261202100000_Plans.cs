using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>Floor plans, their pictures, and where extensions are on them.</summary>
internal sealed partial class Plans : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Plans",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Name = table.Column<string>(nullable: false),
                Width = table.Column<int>(nullable: false),
                Height = table.Column<int>(nullable: false),
                PictureVersion = table.Column<string>(nullable: true),
                UpdatedAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Plans", x => x.Id));

        migrationBuilder.CreateTable(
            name: "PlanPictures",
            columns: table => new
            {
                PlanId = table.Column<int>(nullable: false),
                Type = table.Column<string>(nullable: false),
                Content = table.Column<byte[]>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_PlanPictures", x => x.PlanId);
                table.ForeignKey("FK_PlanPictures_Plans_PlanId", x => x.PlanId, "Plans", "Id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "PlanPlaces",
            columns: table => new
            {
                PlanId = table.Column<int>(nullable: false),
                ExtensionId = table.Column<int>(nullable: false),
                X = table.Column<int>(nullable: false),
                Y = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_PlanPlaces", x => new { x.PlanId, x.ExtensionId });
                table.ForeignKey("FK_PlanPlaces_Plans_PlanId", x => x.PlanId, "Plans", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_PlanPlaces_Extensions_ExtensionId", x => x.ExtensionId, "Extensions", "Id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(name: "IX_PlanPlaces_ExtensionId", table: "PlanPlaces", column: "ExtensionId");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "PlanPlaces");
        migrationBuilder.DropTable(name: "PlanPictures");
        migrationBuilder.DropTable(name: "Plans");
    }
}
