using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>What each person has marked and arranged for themselves: favourites and saved views, own and shared, and which one opens first.</summary>
internal sealed partial class Views : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Favourites",
            columns: table => new
            {
                AccountId = table.Column<int>(nullable: false),
                ExtensionId = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Favourites", x => new { x.AccountId, x.ExtensionId });
                table.ForeignKey("FK_Favourites_Accounts_AccountId", x => x.AccountId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_Favourites_Extensions_ExtensionId", x => x.ExtensionId, "Extensions", "Id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "SavedViews",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                AccountId = table.Column<int>(nullable: true),
                Name = table.Column<string>(nullable: false),
                Query = table.Column<string>(nullable: false),
                Look = table.Column<string>(nullable: false),
                CreatedBy = table.Column<string>(nullable: false),
                UpdatedAt = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_SavedViews", x => x.Id);
                table.ForeignKey("FK_SavedViews_Accounts_AccountId", x => x.AccountId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "ViewDefaults",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                AccountId = table.Column<int>(nullable: true),
                Role = table.Column<string>(nullable: true),
                ViewId = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_ViewDefaults", x => x.Id);
                table.ForeignKey("FK_ViewDefaults_Accounts_AccountId", x => x.AccountId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_ViewDefaults_SavedViews_ViewId", x => x.ViewId, "SavedViews", "Id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(name: "IX_Favourites_ExtensionId", table: "Favourites", column: "ExtensionId");
        migrationBuilder.CreateIndex(name: "IX_SavedViews_AccountId", table: "SavedViews", column: "AccountId");
        migrationBuilder.CreateIndex(name: "IX_ViewDefaults_AccountId", table: "ViewDefaults", column: "AccountId", unique: true);
        migrationBuilder.CreateIndex(name: "IX_ViewDefaults_Role", table: "ViewDefaults", column: "Role", unique: true);
        migrationBuilder.CreateIndex(name: "IX_ViewDefaults_ViewId", table: "ViewDefaults", column: "ViewId");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "ViewDefaults");
        migrationBuilder.DropTable(name: "SavedViews");
        migrationBuilder.DropTable(name: "Favourites");
    }
}
