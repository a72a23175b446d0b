using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

/// <summary>Who may come in, the keys for scripts, and what everybody did.</summary>
internal sealed partial class Accounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Accounts",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                UserName = table.Column<string>(nullable: false),
                NormalizedUserName = table.Column<string>(nullable: false),
                PasswordHash = table.Column<string>(nullable: true),
                SecurityStamp = table.Column<string>(nullable: true),
                ConcurrencyStamp = table.Column<string>(nullable: true),
                TwoFactorEnabled = table.Column<bool>(nullable: false),
                LockoutEnd = table.Column<long>(nullable: true),
                LockoutEnabled = table.Column<bool>(nullable: false),
                AccessFailedCount = table.Column<int>(nullable: false),
                Role = table.Column<string>(nullable: false),
                Servers = table.Column<string>(nullable: true),
                Departments = table.Column<string>(nullable: true),
                CreatedAt = table.Column<long>(nullable: false),
                DisabledAt = table.Column<long>(nullable: true),
                LastSignInAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Accounts", x => x.Id));

        migrationBuilder.CreateTable(
            name: "AccountTokens",
            columns: table => new
            {
                UserId = table.Column<int>(nullable: false),
                LoginProvider = table.Column<string>(nullable: false),
                Name = table.Column<string>(nullable: false),
                Value = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AccountTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                table.ForeignKey("FK_AccountTokens_Accounts_UserId", x => x.UserId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "AccountPasskeys",
            columns: table => new
            {
                CredentialId = table.Column<byte[]>(nullable: false),
                UserId = table.Column<int>(nullable: false),
                Data = table.Column<string>(type: IsPostgreSql(migrationBuilder) ? "jsonb" : null, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AccountPasskeys", x => x.CredentialId);
                table.ForeignKey("FK_AccountPasskeys_Accounts_UserId", x => x.UserId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "ApiKeys",
            columns: table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Name = table.Column<string>(nullable: false),
                Hash = table.Column<byte[]>(nullable: false),
                Start = table.Column<string>(nullable: false),
                Role = table.Column<string>(nullable: false),
                CreatedBy = table.Column<string>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                ExpiresAt = table.Column<long>(nullable: true),
                LastUsedAt = table.Column<long>(nullable: true),
                RevokedAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_ApiKeys", x => x.Id));

        migrationBuilder.CreateTable(
            name: "AuditEntries",
            columns: table => new
            {
                Id = table.Column<long>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                At = table.Column<long>(nullable: false),
                Who = table.Column<string>(nullable: false),
                Kind = table.Column<string>(nullable: false),
                Address = table.Column<string>(nullable: true),
                Action = table.Column<string>(nullable: false),
                About = table.Column<string>(nullable: true),
                Outcome = table.Column<string>(nullable: false),
                Detail = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_AuditEntries", x => x.Id));

        migrationBuilder.CreateIndex(name: "IX_AccountPasskeys_UserId", table: "AccountPasskeys", column: "UserId");
        migrationBuilder.CreateIndex(name: "IX_Accounts_NormalizedUserName", table: "Accounts", column: "NormalizedUserName", unique: true);
        migrationBuilder.CreateIndex(name: "IX_ApiKeys_Hash", table: "ApiKeys", column: "Hash", unique: true);
        migrationBuilder.CreateIndex(name: "IX_AuditEntries_At", table: "AuditEntries", column: "At");
        migrationBuilder.CreateIndex(name: "IX_AuditEntries_Who_Id", table: "AuditEntries", columns: new[] { "Who", "Id" });
        KeepAudit(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "AuditEntries");
        migrationBuilder.DropTable(name: "ApiKeys");
        migrationBuilder.DropTable(name: "AccountPasskeys");
        migrationBuilder.DropTable(name: "AccountTokens");
        migrationBuilder.DropTable(name: "Accounts");
        if (IsPostgreSql(migrationBuilder))
            migrationBuilder.Sql("DROP FUNCTION amiblazor_keep_audit()");
    }

    private static bool IsPostgreSql(MigrationBuilder migrationBuilder) => migrationBuilder.ActiveProvider.Contains("PostgreSQL", System.StringComparison.Ordinal);

    /// <summary>What has been written down stays as it was written: neither this program nor one that got hold of its connection changes it.</summary>
    private static void KeepAudit(MigrationBuilder migrationBuilder)
    {
        if (IsPostgreSql(migrationBuilder))
        {
            migrationBuilder.Sql(
                """
                CREATE FUNCTION amiblazor_keep_audit() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'The audit is append-only.'; END $$
                """);
            migrationBuilder.Sql("""CREATE TRIGGER "AuditEntries_Keep" BEFORE UPDATE OR DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION amiblazor_keep_audit()""");
            migrationBuilder.Sql("""CREATE TRIGGER "AuditEntries_Keep_All" BEFORE TRUNCATE ON "AuditEntries" FOR EACH STATEMENT EXECUTE FUNCTION amiblazor_keep_audit()""");
            return;
        }

        foreach (var doing in new[] { "UPDATE", "DELETE" })
        {
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER "AuditEntries_Keep_{doing}" BEFORE {doing} ON "AuditEntries"
                BEGIN SELECT RAISE(ABORT, 'The audit is append-only.'); END
                """);
        }

        // INSERT OR REPLACE removes the row before without asking the trigger for DELETE.
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "AuditEntries_Keep_INSERT" BEFORE INSERT ON "AuditEntries"
            WHEN EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Id" = NEW."Id")
            BEGIN SELECT RAISE(ABORT, 'The audit is append-only.'); END
            """);
    }
}
