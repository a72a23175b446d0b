using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>The nodes of a cluster.</summary>
internal sealed partial class Cluster : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "ClusterNodes",
            columns: table => new
            {
                Cluster = table.Column<string>(nullable: false),
                Address = table.Column<string>(nullable: false),
                Status = table.Column<int>(nullable: false),
                Name = table.Column<string>(nullable: false),
                Host = table.Column<string>(nullable: false),
                Suspects = table.Column<string>(nullable: false),
                StartedAt = table.Column<long>(nullable: false),
                AliveAt = table.Column<long>(nullable: false),
                ChangeCount = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ClusterNodes", row => new { row.Cluster, row.Address }));
        migrationBuilder.CreateTable(
            name: "ClusterVersions",
            columns: table => new
            {
                Cluster = table.Column<string>(nullable: false),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ClusterVersions", row => row.Cluster));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "ClusterNodes");
        migrationBuilder.DropTable(name: "ClusterVersions");
    }
}
