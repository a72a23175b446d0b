using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Data;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using ClusterOptions = AmiBlazor.Data.ClusterOptions;

namespace AmiBlazor.Cluster;

internal static class ClusterServiceCollectionExtensions
{
    /// <summary>
    /// Npgsql waits on threads of the pool for a server that is silent (npgsql #3277); with the two that a small machine begins with, this node would fall
    /// silent too, and the others would declare it dead.
    /// </summary>
    private const int Threads = 64;

    /// <summary>
    /// Who follows the PBXs: this process, or where a cluster is configured, each PBX one of its nodes. Nothing of Orleans runs where it is not. After
    /// <c>AddLive</c>.
    /// </summary>
    public static IHostApplicationBuilder AddCluster(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ClusterOptions>, ClusterNodeValidator>();

        // Needed while the services are composed, when validated options would throw; what cannot be read is reported at the start.
        if (!bool.TryParse(builder.Configuration[ClusterOptions.Section + ":" + nameof(ClusterOptions.Enabled)], out var isEnabled) || !isEnabled)
        {
            builder.Services.AddHostedService<LiveMonitor>();
            return builder;
        }

        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Threads), ports);
        builder.Services.AddNode();
        builder.UseOrleans(silo => Configure(silo, builder.Configuration));

        // After Orleans: they ask the cluster.
        builder.Services.AddHostedService(services => services.GetRequiredService<PbxTidings>());
        builder.Services.AddHostedService<PbxKeeper>();
        return builder;
    }

    private static void AddNode(this IServiceCollection services)
    {
        services.AddHostedService<JoinCheck>();
        services.AddSingleton<Nodes>();
        services.AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<Nodes>());
        services.AddSingleton<BoardFollower>();
        services.AddSingleton<PbxHeads>();
        services.AddSingleton<OwnedPbxs>();
        services.AddSingleton<PbxTidings>();
        services.AddSingleton<ClusterRefreshes>();
        services.Replace(ServiceDescriptor.Singleton<IRefreshStarter>(provider => provider.GetRequiredService<ClusterRefreshes>()));
    }

    private static void Configure(ISiloBuilder silo, IConfiguration configuration)
    {
        var services = silo.Services;
        services.AddSingleton<IMembershipTable, MembershipTable>();
        services.AddOptions<Orleans.Configuration.ClusterOptions>().Configure<IOptions<ClusterOptions>>(
            static (orleans, own) => orleans.ClusterId = orleans.ServiceId = own.Value.Name);
        services.AddOptions<SiloOptions>().Configure<IOptions<ClusterOptions>>(static (orleans, own) => orleans.SiloName = own.Value.Described);
        services.AddOptions<EndpointOptions>().Configure<IOptions<ClusterOptions>>(static (orleans, own) =>
        {
            // There are no clients outside, so there is no gateway.
            orleans.AdvertisedIPAddress = IPAddress.Parse(own.Value.Address!);
            orleans.SiloPort = own.Value.Port;
            orleans.GatewayPort = 0;
            orleans.SiloListeningEndpoint = new IPEndPoint(orleans.AdvertisedIPAddress, own.Value.Port);
        });
        silo.Configure<ClusterMembershipOptions>(static members =>
        {
            // A silent node is found dead within 2 s: measured with kill -9 and SIGSTOP (docs/cluster.md). MaxProbeTimeout is also how long a node is
            // believed after its last word.
            members.ProbeTimeout = TimeSpan.FromMilliseconds(700);
            members.MinProbeTimeout = TimeSpan.FromMilliseconds(500);
            members.MaxProbeTimeout = TimeSpan.FromSeconds(1);
            members.NumMissedProbesLimit = 2;
            members.NumVotesForDeathDeclaration = 2;

            // Who changes the table tells the others; this is for what was not heard.
            members.TableRefreshTimeout = TimeSpan.FromSeconds(5);

            // After the end of all nodes the next start waits three times this, not 90 s.
            members.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
            members.NumMissedTableIAmAliveLimit = 3;
            members.MaxJoinAttemptTime = TimeSpan.FromSeconds(30);
            members.DefunctSiloExpiration = TimeSpan.FromHours(1);
        });
        silo.Configure<SiloMessagingOptions>(static messages => messages.ResponseTimeout = TimeSpan.FromSeconds(10));
        silo.AddGrainService<NodeService>();
        services.AddPlacementDirector<PbxPlacement, PbxPlacementDirector>();
        services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler, LeaveAtOnce>());
        services.AddLogging(static logging => logging.AddFilter("Orleans", LogLevel.Error)
            .AddFilter("Polly", LogLevel.Warning).AddFilter(typeof(NodeService).FullName, LogLevel.Warning));
        if (TryLoad(configuration) is { } certificate) NodeCertificate.Use(silo, certificate);
    }

    /// <summary>The certificate; null if none is configured or it cannot be used, which <see cref="ClusterNodeValidator"/> reports.</summary>
    private static X509Certificate2? TryLoad(IConfiguration configuration)
    {
        var section = configuration.GetSection(ClusterOptions.Section);
        var options = NodeCertificate.Of(new ClusterOptions
        {
            Certificate = section[nameof(ClusterOptions.Certificate)],
            CertificatePassword = section[nameof(ClusterOptions.CertificatePassword)],
            CertificatePasswordFile = section[nameof(ClusterOptions.CertificatePasswordFile)],
        });
        try
        {
            return options.IsGiven ? options.Load(configuration[HostDefaults.ContentRootKey] ?? Directory.GetCurrentDirectory()) : null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }
}
