using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Testing.Sip;

/// <summary>One call of a <see cref="SipPhone"/>. Each method returns when Asterisk has answered what it sends.</summary>
internal sealed class SipCall
{
    private const string SoundBothWays = "sendrecv";

    private readonly SipPhone _phone;
    private readonly string _tag = SipPhone.Token();
    private readonly string _local;
    private readonly SipMessage? _invite;
    private readonly TaskCompletionSource _rings = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _transferred = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _remote;
    private string _target;
    private SipRequest? _invited;
    private Task<SipMessage>? _answered;
    private int? _soundPort;
    private volatile string? _ringer;
    private volatile bool _isConnected;
    private int _number;
    private int _sounds;

    /// <summary>A call that the phone makes.</summary>
    public SipCall(SipPhone phone, string caller, string called)
    {
        (_phone, Id, _target) = (phone, SipPhone.Token(), $"sip:{called}@{phone.Server}");
        (_local, _remote) = ($"<sip:{caller}@{phone.Server}>;tag={_tag}", $"<{_target}>");
    }

    /// <summary>A call that comes to the phone.</summary>
    public SipCall(SipPhone phone, SipMessage invite)
    {
        (_phone, Id, _invite, _target) = (phone, invite.CallId, invite, SipMessage.Address(invite["Contact"]));
        (_local, _remote, _soundPort) = (invite["To"] + ";tag=" + _tag, invite["From"], invite.SoundPort());
    }

    public string Id { get; }

    /// <summary>The port of Asterisk that takes sound; null unless the call is answered and lasts.</summary>
    public int? HearingPort => _isConnected && !_ended.Task.IsCompleted ? _soundPort : null;

    /// <summary>How Asterisk knows this call: what the end of another call is to be replaced with.</summary>
    private string Replacement
    {
        get
        {
            var theirs = SipMessage.Parameter(_remote, "tag") ?? SipMessage.Parameter(_ringer!, "tag");
            return $"<{SipMessage.Address(_remote)}?Replaces={Uri.EscapeDataString($"{Id};to-tag={theirs};from-tag={_tag}")}>";
        }
    }

    /// <summary>Completes when the other end rings.</summary>
    /// <exception cref="HarnessException">It is refused.</exception>
    public async Task RingsAsync()
    {
        await Task.WhenAny(_rings.Task, _answered!).InTime($"The ringing that {_phone.Name} hears");
        if (!_rings.Task.IsCompleted) Expect(180, await _answered!);
    }

    /// <summary>Completes when the call is answered.</summary>
    public async Task AnsweredAsync() => Expect(200, await _answered!.InTime($"The answer that {_phone.Name} waits for"));

    /// <summary>Completes when the call was refused, or nobody has answered it.</summary>
    /// <exception cref="HarnessException">It is answered.</exception>
    public async Task RefusedAsync()
    {
        var answer = await _answered!.InTime($"The refusal of a call of {_phone.Name}");
        if (answer.Status < 300) throw new HarnessException($"The call of {_phone.Name} was answered.");
    }

    /// <summary>Completes when the call is over.</summary>
    public Task EndedAsync() => _ended.Task.InTime($"The end of a call of {_phone.Name}");

    /// <summary>Picks up.</summary>
    public async Task AnswerAsync()
    {
        Reply(_invite!, 200, Sound(SoundBothWays));
        _isConnected = true;
        await _acknowledged.Task.InTime($"The answer of {_phone.Name}");
    }

    /// <summary>Hangs up a call that is answered.</summary>
    public async Task HangUpAsync()
    {
        await SendAsync("BYE");
        _ended.TrySetResult();
    }

    /// <summary>Gives up a call that nobody has answered.</summary>
    public async Task CancelAsync()
    {
        var cancel = _invited! with { Method = "CANCEL", Headers = [], Body = "" };
        Expect(200, await _phone.RequestAsync(cancel).InTime($"The answer to CANCEL of {_phone.Name}"));
        Expect(487, await _answered!.InTime($"The end of a call of {_phone.Name}"));
        _ended.TrySetResult();
    }

    /// <summary>Puts the other end on hold.</summary>
    public Task HoldAsync() => InviteAgainAsync("sendonly");

    public Task ResumeAsync() => InviteAgainAsync(SoundBothWays);

    /// <summary>Sends the other end to a number, without asking there (REFER).</summary>
    public Task TransferAsync(string number) => ReferAsync($"<sip:{number}@{_phone.Server}>");

    /// <summary>Parks the other end. Completes when Asterisk has told that it did; a phone that hangs up before ends the call.</summary>
    /// <param name="number">The number of the lot.</param>
    public async Task ParkAsync(string number)
    {
        await TransferAsync(number);
        await TransferredAsync();
    }

    /// <summary>
    /// Joins the other end of this call with that of another, which may still ring (REFER with Replaces). Completes when Asterisk has told that it did.
    /// </summary>
    public async Task TransferToAsync(SipCall other)
    {
        await ReferAsync(other.Replacement);
        await TransferredAsync();
    }

    /// <summary>Presses keys. Asterisk measures how long by the sound that comes meanwhile.</summary>
    public async Task PressAsync(string keys)
    {
        foreach (var key in keys)
        {
            await SendAsync("INFO", $"Signal={key}\r\nDuration=100\r\n", "Content-Type: application/dtmf-relay");
            await _phone.BeSilentAsync(_soundPort!.Value, TimeSpan.FromMilliseconds(180));
        }
    }

    /// <exception cref="HarnessException">It has another status.</exception>
    public static void Expect(int status, SipMessage response)
    {
        if (response.Status != status) throw new HarnessException($"Asterisk answered {response.Status} to {response.Method}, not {status}.");
    }

    /// <summary>Sends the first INVITE.</summary>
    /// <param name="headers">Further headers.</param>
    public void Start(IReadOnlyList<string> headers) => _answered = InviteAsync(SoundBothWays, headers);

    public void Ring() => Reply(_invite!, 180);

    public void Refuse(SipRefusal refusal)
    {
        _ended.TrySetResult();
        Reply(_invite!, refusal.Status, contact: refusal.Number is null ? null : $"<sip:{refusal.Number}@{_phone.Server}>");
    }

    /// <summary>Takes a request of Asterisk in this call.</summary>
    public void Hear(SipMessage request)
    {
        switch (request.Method)
        {
            case "ACK":
                _acknowledged.TrySetResult();
                break;
            case "INVITE" when SipMessage.Parameter(request["To"], "tag") is null:
                // It comes again because the ringing was late.
                if (!_ended.Task.IsCompleted) Ring();
                break;
            case "CANCEL":
                Reply(request, 200);
                Reply(_invite!, 487);
                _ended.TrySetResult();
                break;
            case "INVITE" or "UPDATE":
                Reply(request, 200, Sound(SoundBothWays));
                break;
            case "NOTIFY":
                Reply(request, 200);
                if (request.Fragment() is { } status and >= 200) _transferred.TrySetResult(status);
                break;
            default:
                Reply(request, 200);
                if (request.Method is "BYE") _ended.TrySetResult();
                break;
        }
    }

    /// <summary>Takes a response to an INVITE of this call. Final ones are acknowledged each time they come.</summary>
    public void HearInvited(SipMessage response)
    {
        if (response.Status is 180 or 183)
        {
            _ringer = response["To"];
            _rings.TrySetResult();
        }

        if (response.Status < 200) return;
        if (response.Status < 300)
        {
            (_remote, _target) = (response["To"], SipMessage.Address(response["Contact"]));
            _soundPort = response.SoundPort() ?? _soundPort;
            _isConnected = true;
            _phone.Send(Request("ACK", response.Number));
        }
        else
        {
            if (!_isConnected) _ended.TrySetResult();
            _phone.Send(_invited! with { Method = "ACK", To = response["To"], Headers = [], Body = "" });
        }
    }

    /// <summary>The answer to REFER says that Asterisk will do it; that it did comes later.</summary>
    private async Task TransferredAsync()
    {
        var status = await _transferred.Task.InTime($"The transfer of {_phone.Name}");
        if (status != 200) throw new HarnessException($"The transfer of {_phone.Name} ended with {status}.");
    }

    private async Task SendAsync(string method, string body = "", params string[] headers) => Expect(
        200, await _phone.RequestAsync(Request(method, ++_number) with { Body = body, Headers = headers }).InTime($"The answer to {method} of {_phone.Name}"));

    private async Task InviteAgainAsync(string direction) => Expect(200, await InviteAsync(direction).InTime($"The answer to INVITE of {_phone.Name}"));

    private async Task ReferAsync(string target) => Expect(
        202,
        await _phone.RequestAsync(Request("REFER", ++_number) with { Headers = ["Refer-To: " + target, "Referred-By: " + _local.Split(";tag=")[0]] })
            .InTime($"The answer to REFER of {_phone.Name}"));

    private Task<SipMessage> InviteAsync(string direction, params IReadOnlyList<string> headers)
    {
        _invited = Request("INVITE", ++_number) with { Body = Sound(direction), Headers = headers };
        return _phone.RequestAsync(_invited, this);
    }

    private SipRequest Request(string method, int number) => new(method, _target) { From = _local, To = _remote, CallId = Id, Number = number };

    private void Reply(SipMessage request, int status, string sound = "", string? contact = null) =>
        _phone.Reply(request, status, SipMessage.Parameter(request["To"], "tag") is null ? request["To"] + ";tag=" + _tag : request["To"], sound, contact);

    private string Sound(string direction) => string.Join("\r\n", [
        "v=0",
        $"o=- 1 {++_sounds} IN IP4 {_phone.Address}",
        "s=-",
        $"c=IN IP4 {_phone.Address}",
        "t=0 0",
        $"m=audio {_phone.SoundPort} RTP/AVP 0",
        "a=rtpmap:0 PCMU/8000",
        "a=" + direction,
        "",
    ]);
}
