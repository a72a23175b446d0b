using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Testing.Sip;

/// <summary>
/// A SIP phone on loopback (UDP) that a test drives: it registers, calls, rings, answers, holds, presses keys and hangs up. It repeats nothing, because
/// loopback loses nothing; what Asterisk repeats it answers again.
/// </summary>
internal sealed class SipPhone : IAsyncDisposable
{
    private static readonly TimeSpan PacketInterval = TimeSpan.FromMilliseconds(20);

    private const int SoundHeader = 12;

    private readonly Socket _signals;
    private readonly Socket _sound;
    private readonly IPEndPoint _server;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, SipCall> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SipTransaction> _transactions = new(StringComparer.Ordinal);
    private readonly Channel<SipCall> _ringing = Channel.CreateUnbounded<SipCall>();
    private readonly string _registration = Token();
    private readonly Task _hearing;
    private readonly Task _speaking;
    private int _registrations;

    /// <param name="sipPort">The port of Asterisk.</param>
    /// <param name="name">The name of the endpoint; with a name that is none, the phone is a stranger.</param>
    /// <param name="address">An address of the loopback, by which Asterisk may know a trunk; null for the usual one.</param>
    /// <param name="isHeard">
    /// Whether it sends silence in each call, as a phone does. Only where sound flows does Asterisk take Local channels out of a call.
    /// </param>
    public SipPhone(int sipPort, string name, IPAddress? address = null, bool isHeard = false)
    {
        (_server, Name, Address, IsHeard) = (new IPEndPoint(IPAddress.Loopback, sipPort), name, address ?? IPAddress.Loopback, isHeard);
        (_signals, _sound) = (On(Address), On(Address));
        _hearing = HearAllAsync();
        _speaking = isHeard ? SpeakAsync() : Task.CompletedTask;
    }

    public string Name { get; }

    public IPAddress Address { get; }

    public bool IsHeard { get; }

    /// <summary>What the phone calls itself when it registers; null for nothing.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Whether it leaves every question unanswered whether it is there.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>What a call meets that comes from now on; null to ring.</summary>
    public SipRefusal? Refusal { get; set; }

    /// <summary>Address and port of Asterisk.</summary>
    public string Server => _server.ToString();

    /// <summary>Where Asterisk reaches the phone.</summary>
    public string Contact => $"<sip:{User ?? Name}@{_signals.LocalEndPoint}>";

    /// <summary>The user part of the address at which Asterisk reaches it; null for its name.</summary>
    public string? User { get; init; }

    /// <summary>Its UDP port.</summary>
    public int Port => ((IPEndPoint)_signals.LocalEndPoint!).Port;

    public int SoundPort => ((IPEndPoint)_sound.LocalEndPoint!).Port;

    public Task RegisterAsync() => RegisterAsync(seconds: 3600);

    public Task UnregisterAsync() => RegisterAsync(seconds: 0);

    /// <summary>Calls a number.</summary>
    /// <param name="number">The user part of its address.</param>
    /// <param name="caller">The user part of this phone's address, if it is not its name.</param>
    /// <param name="headers">Further headers, such as <c>P-Asserted-Identity</c>.</param>
    public SipCall Call(string number, string? caller = null, params IReadOnlyList<string> headers)
    {
        var call = new SipCall(this, caller ?? Name, number);
        _calls[call.Id] = call;
        call.Start(headers);
        return call;
    }

    /// <summary>The next call that rings here.</summary>
    public Task<SipCall> RingsAsync() => _ringing.Reader.ReadAsync().AsTask().InTime($"The ringing of {Name}");

    /// <summary>Forgets what it has heard, so that <see cref="HearsAsync"/> waits for something new.</summary>
    public void ForgetSound()
    {
        var packet = new byte[2048];
        while (_sound.Available > 0) _sound.Receive(packet);
    }

    /// <summary>Returns when the phone hears something in a call that is not silence.</summary>
    public async Task HearsAsync()
    {
        await HearAsync().InTime($"Something that {Name} hears");

        async Task HearAsync()
        {
            var packet = new byte[2048];
            while (true)
            {
                // Both silences of µ-law, and what rounding makes of them.
                var length = await _sound.ReceiveAsync(packet, _end.Token);
                if (length > SoundHeader && packet.AsSpan(SoundHeader, length - SoundHeader).ContainsAnyExcept((ReadOnlySpan<byte>)[0xFF, 0xFE, 0x7F, 0x7E])) return;
            }
        }
    }

    /// <summary>Sends a request and completes with its final response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="invited">The call, if it is an INVITE.</param>
    public Task<SipMessage> RequestAsync(SipRequest request, SipCall? invited = null)
    {
        var transaction = new SipTransaction(invited);
        _transactions[request.Branch + " " + request.Method] = transaction;
        Send(request);
        return transaction.Answered;
    }

    public void Send(SipRequest request) => Send(request.Text($"Via: SIP/2.0/UDP {_signals.LocalEndPoint};branch={request.Branch};rport", "Contact: " + Contact));

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="status">The number of the response.</param>
    /// <param name="to">Its <c>To</c>.</param>
    /// <param name="sound">Where the phone wants sound; empty for nothing.</param>
    /// <param name="contact">The address of a redirection; null for the phone's own.</param>
    public void Reply(SipMessage request, int status, string to, string sound = "", string? contact = null) => Send(SipRequest.Join(
        sound,
        [
            $"SIP/2.0 {status} Answer",
            .. request.All("Via").Select(via => "Via: " + via),
            "From: " + request["From"],
            "To: " + to,
            "Call-ID: " + request.CallId,
            "CSeq: " + request["CSeq"],
            "Contact: " + (contact ?? Contact),
        ]));

    /// <summary>Lets a while pass in which silence goes to a port of Asterisk, in packets of 20 ms as phones do.</summary>
    public async Task BeSilentAsync(int port, TimeSpan duration)
    {
        if (IsHeard)
        {
            await Task.Delay(duration, TimeProvider.System, _end.Token);
            return;
        }

        using var timer = new PeriodicTimer(PacketInterval, TimeProvider.System);
        var packets = (ushort)(duration / timer.Period);
        for (ushort number = 1; number <= packets && await timer.WaitForNextTickAsync(_end.Token); number++) SendSilence(number, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _hearing;
        await _speaking;
        _signals.Dispose();
        _sound.Dispose();
        _end.Dispose();
    }

    /// <summary>A name that nothing else has.</summary>
    public static string Token() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    private static Socket On(IPAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    private async Task RegisterAsync(int seconds)
    {
        var self = $"<sip:{Name}@{Server}>";
        var response = await RequestAsync(new SipRequest("REGISTER", $"sip:{Server}")
        {
            From = $"{self};tag={Token()}",
            To = self,
            CallId = _registration,
            Number = ++_registrations,
            Headers = [$"Expires: {seconds}", .. UserAgent is null ? (IEnumerable<string>)[] : ["User-Agent: " + UserAgent]],
        }).InTime($"The registration of {Name}");
        SipCall.Expect(200, response);
    }

    private void SendSilence(ushort number, int port)
    {
        var packet = new byte[172];
        (packet[0], packet[11]) = (0x80, 1);
        packet.AsSpan(SoundHeader).Fill(0xFF);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), number);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), number * 160u);
        _sound.SendTo(packet, new IPEndPoint(IPAddress.Loopback, port));
    }

    /// <summary>Sends silence in every call as long as it lasts.</summary>
    private async Task SpeakAsync()
    {
        using var timer = new PeriodicTimer(PacketInterval, TimeProvider.System);
        try
        {
            for (ushort number = 1; await timer.WaitForNextTickAsync(_end.Token); number++)
            {
                foreach (var call in _calls.Values)
                {
                    if (call.HearingPort is { } port) SendSilence(number, port);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The phone is being disposed.
        }
    }

    private void Send(string text) => _signals.SendTo(Encoding.UTF8.GetBytes(text), _server);

    private async Task HearAllAsync()
    {
        var buffer = new byte[65536];
        try
        {
            while (true)
            {
                var length = await _signals.ReceiveAsync(buffer, _end.Token);
                // What is shorter keeps the way through a NAT open.
                if (length > 10) Hear(SipMessage.Parse(buffer.AsSpan(0, length)));
            }
        }
        catch (OperationCanceledException)
        {
            // The phone is being disposed.
        }
    }

    private void Hear(SipMessage message)
    {
        if (message.Status is not null)
        {
            if (_transactions.TryGetValue(message.Transaction, out var transaction)) transaction.Hear(message);
        }
        else if (_calls.TryGetValue(message.CallId, out var call))
        {
            call.Hear(message);
        }
        else if (message.Method is "INVITE")
        {
            var incoming = new SipCall(this, message);
            _calls[incoming.Id] = incoming;
            if (Refusal is { } refusal)
            {
                incoming.Refuse(refusal);
                return;
            }

            incoming.Ring();
            _ringing.Writer.TryWrite(incoming);
        }
        else if (message.Method is not "ACK" && !(IsDeaf && message.Method is "OPTIONS"))
        {
            Reply(message, 200, message["To"]);
        }
    }
}
