using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Testing;
using AmiBlazor.Tests.Secrets;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// A fake PBX on its own loopback port, scripted by the test connection by connection with <see cref="AcceptAsync"/>, or answering like Asterisk
/// after <see cref="AnswerByItself"/>.
/// </summary>
internal sealed class FakeAmiServer : IAsyncDisposable
{
    public const string Username = "amiblazor";
    public const string Secret = "a-secret-that-nobody-may-see-" + Canary.Word;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<FakeAmiSession> _accepted = Channel.CreateUnbounded<FakeAmiSession>();
    private readonly ConcurrentBag<FakeAmiSession> _sessions = [];
    private readonly ConcurrentBag<Task> _answering = [];
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private volatile FakeAmiAnswers? _answers;
    private Socket? _refusing;

    private FakeAmiServer(X509Certificate2? certificate)
    {
        _certificate = certificate;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAllAsync();
    }

    public int Port { get; }

    /// <summary>The certificate hash to pin; null without TLS.</summary>
    public string? CertificateSha256 => _certificate?.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Every connection so far, in no order.</summary>
    public IReadOnlyCollection<FakeAmiSession> Sessions => _sessions;

    public static FakeAmiServer Start(bool tls = false) => new(tls ? MakeCertificate() : null);

    /// <summary>Starts one with this certificate, of which it takes possession.</summary>
    public static FakeAmiServer Start(X509Certificate2 certificate) => new(certificate);

    /// <summary>
    /// The product's options for it; no main connection and no questions for names or phones unless a test asks for them, so that the test causes every
    /// connection and knows every action.
    /// </summary>
    public AmiServerOptions Options(string name = "main", bool live = false) => new()
    {
        Name = name,
        Live = live,
        Host = "127.0.0.1",
        Port = Port,
        Username = Username,
        Secret = Secret,
        Tls = _certificate is not null,
        TlsCertificateSha256 = CertificateSha256,
        Names = AmiNames.Off,
        Calls = false,
        Devices = false,
    };

    /// <summary>The next connection, before anything has been read or written.</summary>
    public Task<FakeAmiSession> AcceptAsync() => _accepted.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().InTime();

    /// <summary>Answers connections like Asterisk from now on, from a set of extensions that the test may change at any time.</summary>
    public FakeAmiAnswers AnswerByItself(params IEnumerable<ExtensionState> extensions) => _answers = new(extensions);

    /// <summary>
    /// Refuses new connections; open ones stay. The port remains taken by a socket that does not listen, or the next server of another test would get it
    /// and answer in this one's place.
    /// </summary>
    public void Stop()
    {
        _listener.Stop();
        if (_refusing is not null) return;
        _refusing = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _refusing.Bind(new IPEndPoint(IPAddress.Loopback, Port));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        _refusing?.Dispose();
        await _accepting;
        foreach (var session in _sessions) await session.DisposeAsync();
        await Task.WhenAll(_answering).InTime();
        _certificate?.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=pbx.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private async Task AcceptAllAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
                _answering.Add(OpenAsync(socket));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException or OperationCanceledException)
        {
            _accepted.Writer.TryComplete();
        }
    }

    private async Task OpenAsync(Socket socket)
    {
        socket.NoDelay = true;
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (_certificate is not null)
        {
            var tls = new SslStream(stream);
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate });
            }
            catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client rejected the certificate or does not use TLS; the connection is closed.
                await tls.DisposeAsync();
                return;
            }

            stream = tls;
        }

        var session = new FakeAmiSession(socket, stream);
        _sessions.Add(session);
        if (_answers is { } answers)
            await answers.RunAsync(session);
        else
            _accepted.Writer.TryWrite(session);
    }
}
