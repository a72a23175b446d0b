using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace AmiBlazor.Ami;

/// <summary>Logs a session in, with challenge and response or with the secret as plain text.</summary>
internal sealed class AmiLogin(AmiSession session, AmiServerOptions server, AmiErrors errors, TimeSpan bound)
{
    public async Task RunAsync(string secret, string events, CancellationToken cancellationToken)
    {
        var login = new AmiAction(AmiProtocol.Login);
        if (server.Authentication == AmiAuthentication.Md5)
        {
            var challenge = await ChallengeAsync(cancellationToken).ConfigureAwait(false);
            login.With(AmiProtocol.AuthType, AmiProtocol.Md5).With(AmiProtocol.Username, server.Username).With(AmiProtocol.Key, Key(challenge, secret));
        }
        else
        {
            login.With(AmiProtocol.Username, server.Username).With(AmiProtocol.Secret, secret);
        }

        // Only the login's Events header switches live events off; then FullyBooted does not come either.
        login.With(AmiProtocol.Events, events);
        await SendAsync(login, cancellationToken).ConfigureAwait(false);
        session.IsLoggedIn = true;
    }

    private async Task<string> ChallengeAsync(CancellationToken cancellationToken)
    {
        var reply = await SendAsync(new AmiAction(AmiProtocol.Challenge).With(AmiProtocol.AuthType, AmiProtocol.Md5), cancellationToken)
            .ConfigureAwait(false);
        return reply[AmiProtocol.Challenge] is { Length: > 0 } challenge ? challenge : throw errors.BadReply(AmiProtocol.Challenge, reply);
    }

    private async Task<AmiReply> SendAsync(AmiAction action, CancellationToken cancellationToken)
    {
        var reply = await session.SendAsync(action, bound, cancellationToken).ConfigureAwait(false);
        return reply.IsError ? throw errors.Refused(action.Name, reply) : reply;
    }

    [SuppressMessage(
        "Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The protocol has no other (authenticate in main/manager.c).")]
    private static string Key(string challenge, string secret) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge + secret)));
}
