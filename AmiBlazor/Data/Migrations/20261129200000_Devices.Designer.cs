using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

[DbContext(typeof(AmiBlazorDbContext))]
[Migration("20261129200000_Devices")]
internal sealed partial class Devices
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.14");

        modelBuilder.Entity("AmiBlazor.Data.Rows.Account", b =>
        {
            b.Property<int>("Id").ValueGeneratedOnAdd().HasAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            b.Property<int>("AccessFailedCount");
            b.Property<string>("ConcurrencyStamp").IsConcurrencyToken();
            b.Property<long>("CreatedAt");
            b.Property<string>("Departments");
            b.Property<long?>("DisabledAt");
            b.Property<long?>("LastSignInAt");
            b.Property<bool>("LockoutEnabled");
            b.Property<long?>("LockoutEnd");
            b.Property<string>("NormalizedUserName").IsRequired();
            b.Property<string>("PasswordHash");
            b.Property<string>("Role").IsRequired();
            b.Property<string>("SecurityStamp");
            b.Property<string>("Servers");
            b.Property<bool>("TwoFactorEnabled");
            b.Property<string>("UserName").IsRequired();
            b.HasKey("Id");
            b.HasIndex("NormalizedUserName").IsUnique();
            b.ToTable("Accounts");
        });

        modelBuilder.Entity("AmiBlazor.Data.Rows.ApiKey", b =>
        {
            b.Property<int>("Id").ValueGeneratedOnAdd().HasAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            b.Property<long>("CreatedAt");
            b.Property<string>("CreatedBy").IsRequired();
            b.Property<long?>("ExpiresAt");
            b.Property<byte[]>("Hash").IsRequired();
            b.Property<long?>("LastUsedAt");
            b.Property<string>("Name").IsRequired();
            b.Property<long?>("RevokedAt");
            b.Property<string>("Role").IsRequired();
            b.Property<string>("Start").IsRequired();
            b.HasKey("Id");
            b.HasIndex("Hash").IsUnique();
            b.ToTable("ApiKeys");
        });

        modelBuilder.Entity("AmiBlazor.Data.Rows.AuditEntry", b =>
        {
            b.Property<long>("Id").ValueGeneratedOnAdd().HasAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            b.Property<string>("About");
            b.Property<string>("Action").IsRequired();
            b.Property<string>("Address");
            b.Property<long>("At");
            b.Property<string>("Detail");
            b.Property<string>("Kind").IsRequired();
            b.Property<string>("Outcome").IsRequired();
            b.Property<string>("Who").IsRequired();
            b.HasKey("Id");
            b.HasIndex("At");
            b.HasIndex("Who", "Id");
            b.ToTable("AuditEntries");
        });

        modelBuilder.Entity("AmiBlazor.Data.Rows.Extension", b =>
        {
            b.Property<int>("Id").ValueGeneratedOnAdd().HasAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            b.Property<string>("Context").IsRequired();
            b.Property<string>("Department");
            b.Property<string>("DeviceState").IsRequired();
            b.Property<string>("Devices");
            b.Property<string>("Exten").IsRequired();
            b.Property<string>("Hint").IsRequired();
            b.Property<long>("LastSeen");
            b.Property<long?>("LastStatusChange");
            b.Property<string>("Name");
            b.Property<string>("Presence");
            b.Property<string>("PresenceMessage");
            b.Property<bool>("Present");
            b.Property<string>("SeenBy").IsRequired().ValueGeneratedOnAdd().HasDefaultValue("refresh");
            b.Property<string>("Server").IsRequired();
            b.Property<int>("StatusCode");
            b.Property<long>("UpdatedAt");
            b.HasKey("Id");
            b.HasIndex("Server", "Context", "Exten").IsUnique();
            b.ToTable("Extensions");
        });

        modelBuilder.Entity("AmiBlazor.Data.Rows.Gap", b =>
        {
            b.Property<int>("Id").ValueGeneratedOnAdd().HasAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            b.Property<long>("BeganAt");
            b.Property<int?>("Changed");
            b.Property<long?>("EndedAt");
            b.Property<string>("PbxWords");
            b.Property<string>("Reason").IsRequired();
            b.Property<string>("ReasonSentence");
            b.Property<string>("Server").IsRequired();
            b.HasKey("Id");
            b.HasIndex("Server", "BeganAt");
            b.ToTable("Gaps");
        });

        modelBuilder.Entity("AmiBlazor.Data.Rows.Pbx", b =>
        {
            b.Property<string>("Server");
            b.Property<long?>("FollowedUntil");
            b.Property<long?>("LastListAt");
            b.Property<string>("LastListBy").IsRequired().ValueGeneratedOnAdd().HasDefaultValue("refresh");
            b.HasKey("Server");
            b.ToTable("Pbxs");
        });

        modelBuilder.Entity("AmiBlazor.Data.Rows.RefreshRun", b =>
        {
            b.Property<int>("Id").ValueGeneratedOnAdd().HasAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            b.Property<int>("Added");
            b.Property<string>("AskedBy").IsRequired();
            b.Property<long>("Bytes");
            b.Property<int>("Changed");
            b.Property<string>("ConnectionId").IsRequired();
            b.Property<long>("EndedAt");
            b.Property<string>("Error");
            b.Property<string>("ErrorSentence");
            b.Property<int>("ExtensionsChecked");
            b.Property<bool>("Individual");
            b.Property<int>("MarkedOffline");
            b.Property<string>("Outcome").IsRequired();
            b.Property<string>("PbxWords");
            b.Property<int>("Rows");
            b.Property<int?>("Differing");
            b.Property<string>("Server").IsRequired();
            b.Property<string>("SnapshotFile");
            b.Property<long>("StartedAt");
            b.HasKey("Id");
            b.HasIndex("ConnectionId").IsUnique();
            b.HasIndex("EndedAt");
            b.ToTable("RefreshRuns");
        });

        modelBuilder.Entity("AmiBlazor.Data.Rows.StatusChange", b =>
        {
            b.Property<long>("Id").ValueGeneratedOnAdd().HasAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            b.Property<long>("At");
            b.Property<int>("ExtensionId");
            b.Property<int?>("FromCode");
            b.Property<int?>("RunId");
            b.Property<string>("Source").IsRequired();
            b.Property<int>("ToCode");
            b.HasKey("Id");
            b.HasIndex("RunId");
            b.HasIndex("ExtensionId", "At");
            b.ToTable("StatusChanges");
        });

        modelBuilder.Entity("AmiBlazor.Data.Rows.StatusChange", b =>
        {
            b.HasOne("AmiBlazor.Data.Rows.Extension", "Extension").WithMany().HasForeignKey("ExtensionId").OnDelete(DeleteBehavior.Cascade).IsRequired();
            b.HasOne("AmiBlazor.Data.Rows.RefreshRun", "Run").WithMany().HasForeignKey("RunId").OnDelete(DeleteBehavior.SetNull);
            b.Navigation("Extension");
            b.Navigation("Run");
        });

        modelBuilder.Entity("Microsoft.AspNetCore.Identity.IdentityUserPasskey<int>", b =>
        {
            b.Property<byte[]>("CredentialId");
            b.Property<int>("UserId");
            b.HasKey("CredentialId");
            b.HasIndex("UserId");
            b.HasOne("AmiBlazor.Data.Rows.Account", null).WithMany().HasForeignKey("UserId").OnDelete(DeleteBehavior.Cascade).IsRequired();
            b.ToTable("AccountPasskeys");
            b.OwnsOne("Microsoft.AspNetCore.Identity.IdentityPasskeyData", "Data", data =>
            {
                data.Property<byte[]>("IdentityUserPasskeyCredentialId");
                data.Property<byte[]>("AttestationObject").IsRequired();
                data.Property<byte[]>("ClientDataJson").IsRequired();
                data.Property<long>("CreatedAt");
                data.Property<bool>("IsBackedUp");
                data.Property<bool>("IsBackupEligible");
                data.Property<bool>("IsUserVerified");
                data.Property<string>("Name");
                data.Property<byte[]>("PublicKey").IsRequired();
                data.Property<uint>("SignCount");
                data.PrimitiveCollection<string[]>("Transports");
                data.HasKey("IdentityUserPasskeyCredentialId");
                data.ToTable("AccountPasskeys");
                data.ToJson("Data");
                data.WithOwner().HasForeignKey("IdentityUserPasskeyCredentialId");
            });
            b.Navigation("Data").IsRequired();
        });

        modelBuilder.Entity("Microsoft.AspNetCore.Identity.IdentityUserToken<int>", b =>
        {
            b.Property<int>("UserId");
            b.Property<string>("LoginProvider");
            b.Property<string>("Name");
            b.Property<string>("Value");
            b.HasKey("UserId", "LoginProvider", "Name");
            b.HasOne("AmiBlazor.Data.Rows.Account", null).WithMany().HasForeignKey("UserId").OnDelete(DeleteBehavior.Cascade).IsRequired();
            b.ToTable("AccountTokens");
        });
    }
}
