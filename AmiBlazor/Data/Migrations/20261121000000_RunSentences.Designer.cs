using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AmiBlazor.Data.Migrations;

[DbContext(typeof(AmiBlazorDbContext))]
[Migration("20261121000000_RunSentences")]
internal sealed partial class RunSentences
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.14");

        modelBuilder.Entity("AmiBlazor.Data.Rows.Extension", b =>
        {
            b.Property<int>("Id").ValueGeneratedOnAdd().HasAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            b.Property<string>("Context").IsRequired();
            b.Property<string>("Department");
            b.Property<string>("DeviceState").IsRequired();
            b.Property<string>("Exten").IsRequired();
            b.Property<string>("Hint").IsRequired();
            b.Property<long>("LastSeen");
            b.Property<long?>("LastStatusChange");
            b.Property<string>("Name");
            b.Property<bool>("Present");
            b.Property<string>("Server").IsRequired();
            b.Property<int>("StatusCode");
            b.Property<long>("UpdatedAt");
            b.HasKey("Id");
            b.HasIndex("Server", "Context", "Exten").IsUnique();
            b.ToTable("Extensions");
        });

        modelBuilder.Entity("AmiBlazor.Data.Rows.Pbx", b =>
        {
            b.Property<string>("Server");
            b.Property<long?>("LastListAt");
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
    }
}
