using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Control;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Mvc;
using Answer = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Ok<AmiBlazor.Api.ControlResponse>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace AmiBlazor.Api;

/// <summary>Endpoints that act on calls and queues. Where no PBX is configured for it, they do not exist.</summary>
internal static class ControlEndpoints
{
    private const string Channel = "Channel of the party, channelId in the list of calls.";
    private const string From = "Extension whose phone acts, for API keys; an account acts from its own phone.";
    private const string Context = "Dialplan context of from, if more than one has the number.";
    private const string Interface = "What the queue dials, such as PJSIP/1002: interface in the list of queues.";

    private static readonly string[] Modes = ["listen", "whisper", "barge"];

    public static void MapControl(this RouteGroupBuilder api, IServiceProvider services)
    {
        using (var scope = services.CreateScope())
        {
            var control = services.GetRequiredService<ICallControl>();
            if (!scope.ServiceProvider.GetRequiredService<RefreshService>().Servers.Any(server => control.Kinds(server).Count > 0)) return;
        }

        MapCalls(api.MapGroup("/calls").Acts());
        MapQueues(api.MapGroup("/queues/{server}").Acts());
    }

    private static void MapCalls(RouteGroupBuilder group)
    {
        group.MapPost("", CallAsync).Describe(ControlKind.Call, "PlaceCall", "Rings a phone, then dials a number for it.", "number")
            .DescribesParameter("server", "Name of the PBX; an account may leave it out.")
            .DescribesParameter("from", From).DescribesParameter("context", Context)
            .DescribesParameter("number", "Extension or number to dial, as the configuration allows.");
        group.MapPost("/{server}/{channelId}/hangup", HangUpAsync).Describe(ControlKind.HangUp, "HangUp", "Hangs up a party. A call of two ends for both; a conference goes on, and so does a caller who waits while a phone rings.");
        group.MapPost("/{server}/{channelId}/transfer", TransferAsync).Describe(ControlKind.Transfer, "TransferCall", "Sends the one that a party talks to elsewhere; the party itself is hung up.")
            .DescribesParameter("number", "Extension or number to send it to, as the configuration allows.");
        group.MapPost("/{server}/{channelId}/park", ParkAsync).Describe(ControlKind.Park, "ParkCall", "Parks a party.");
        group.MapPost("/{server}/{channelId}/fetch", FetchAsync).Describe(ControlKind.Fetch, "FetchParkedCall", "Rings a phone and connects it to a parked party.")
            .DescribesParameter("from", From).DescribesParameter("context", Context);
        group.MapPost("/{server}/{channelId}/pickup", PickUpAsync).Describe(ControlKind.PickUp, "PickUpCall", "Takes over a call that rings at a party, by another phone.")
            .DescribesParameter("from", From).DescribesParameter("context", Context);
        group.MapPost("/{server}/{channelId}/listen", ListenAsync).Describe(ControlKind.Listen, "ListenToCall", "Rings a phone and lets it listen to a party's call.")
            .DescribesParameter("mode", "listen: nobody hears the phone; whisper: the party alone does; barge: everybody does. The default is listen.", Modes)
            .DescribesParameter("from", From).DescribesParameter("context", Context);
        group.MapPost("/{server}/{channelId}/record", (string server, string channelId, ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
            caller.DoAsync(user, new RecordRequest(server, channelId, Start: true), cancellationToken)).Describe(ControlKind.StartRecording, "StartRecording", "Starts recording a party's call.");
        group.MapDelete("/{server}/{channelId}/record", (string server, string channelId, ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
            caller.DoAsync(user, new RecordRequest(server, channelId, Start: false), cancellationToken)).Describe(ControlKind.StopRecording, "StopRecording", "Stops recording a party's call.");
    }

    private static void MapQueues(RouteGroupBuilder group)
    {
        group.MapPost("/{queue}/members", AddAsync).Describe(ControlKind.AddToQueue, "AddQueueMember", "Adds an agent to a queue.", "interface");
        group.MapDelete("/{queue}/members", RemoveAsync).Describe(ControlKind.RemoveFromQueue, "RemoveQueueMember", "Takes an agent out of a queue.", "interface");
        group.MapPost("/{queue}/members/pause", PauseAsync).Describe(ControlKind.Pause, "PauseQueueMember", "Pauses an agent in one queue.", "interface")
            .DescribesParameter("reason", "Why, for those who look at the queue.");
        group.MapDelete("/{queue}/members/pause", UnpauseAsync).Describe(ControlKind.Unpause, "UnpauseQueueMember", "Ends the pause of an agent in one queue.", "interface");
        group.MapPost("/members/pause", PauseEverywhereAsync).Describe(ControlKind.Pause, "PauseAgent", "Pauses an agent in all queues of the PBX, whatever they dial for the agent's extension.", "interface")
            .DescribesParameter("reason", "Why, for those who look at the queue.");
        group.MapDelete("/members/pause", UnpauseEverywhereAsync).Describe(ControlKind.Unpause, "UnpauseAgent", "Ends the pause of an agent in all queues of the PBX, whatever they dial for the agent's extension.", "interface");
    }

    private static RouteGroupBuilder Acts(this RouteGroupBuilder group) => group
        .RequireAuthorization(Policies.Control).RequireRateLimiting(RateLimits.ControlPolicy).WithTags("Control").ProducesRefusals();

    private static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint, ControlKind kind, string name, string summary, string about = "channelId") => endpoint
        .WithMetadata(new AuditMetadata(ControlRecord.Action(kind), about))
        .WithName(name)
        .WithSummary(summary)
        .WithDescription("Needs the right calls.control as well. 410: the call has ended; 409: the PBX refused; 504: the connection was lost after the "
            + "request was sent, so nobody knows whether it was done.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status410Gone)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .ProducesProblem(StatusCodes.Status504GatewayTimeout)
        .DescribesParameter("server", "Name of the PBX.")
        .DescribesParameter("queue", "Name of the queue.")
        .DescribesParameter("channelId", Channel)
        .DescribesParameter("interface", Interface);

    private static async Task<Answer> CallAsync(
        [FromQuery] string? server, [FromQuery] string? from, [FromQuery] string? context, [FromQuery] string? number,
        ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) => string.IsNullOrEmpty(number)
        ? Problems.Parameter("number", "number is missing; give the extension or number to dial.")
        : await caller.DoFromAsync(user, server, from, context, phone => new CallRequest(phone.Server, phone, number), cancellationToken);

    private static Task<Answer> HangUpAsync(
        string server, string channelId, ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        caller.DoAsync(user, new HangUpRequest(server, channelId), cancellationToken);

    private static async Task<Answer> TransferAsync(
        string server, string channelId, [FromQuery] string? number, ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(number)
            ? Problems.Parameter("number", "number is missing; give the extension or number to transfer to.")
            : await caller.DoAsync(user, new TransferRequest(server, channelId, number), cancellationToken);

    private static Task<Answer> ParkAsync(string server, string channelId, ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        caller.DoAsync(user, new ParkRequest(server, channelId), cancellationToken);

    private static Task<Answer> FetchAsync(
        string server, string channelId, [FromQuery] string? from, [FromQuery] string? context,
        ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        caller.DoFromAsync(user, server, from, context, phone => new FetchRequest(server, phone, channelId), cancellationToken);

    private static Task<Answer> PickUpAsync(
        string server, string channelId, [FromQuery] string? from, [FromQuery] string? context,
        ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        caller.DoFromAsync(user, server, from, context, phone => new PickUpRequest(server, phone, channelId), cancellationToken);

    private static async Task<Answer> ListenAsync(
        string server, string channelId, [FromQuery] string? mode, [FromQuery] string? from, [FromQuery] string? context,
        ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var chosen = string.IsNullOrEmpty(mode) ? 0 : Array.IndexOf(Modes, mode);
        return chosen < 0
            ? Problems.Parameter("mode", $"mode is “{mode}”; allowed are {string.Join(", ", Modes)}.")
            : await caller.DoFromAsync(
                user, server, from, context, phone => new ListenRequest(server, phone, channelId, (ListenMode)chosen), cancellationToken);
    }

    private static Task<Answer> AddAsync(
        string server, string queue, [FromQuery] string? @interface, ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        OfMemberAsync(@interface, caller, user, member => new MembershipRequest(server, queue, member, Add: true), cancellationToken);

    private static Task<Answer> RemoveAsync(
        string server, string queue, [FromQuery] string? @interface, ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        OfMemberAsync(@interface, caller, user, member => new MembershipRequest(server, queue, member, Add: false), cancellationToken);

    private static Task<Answer> PauseAsync(
        string server, string queue, [FromQuery] string? @interface, [FromQuery] string? reason,
        ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        OfMemberAsync(@interface, caller, user, member => new PauseRequest(server, queue, member, Paused: true, NullIfEmpty(reason)), cancellationToken);

    private static Task<Answer> UnpauseAsync(
        string server, string queue, [FromQuery] string? @interface, ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        OfMemberAsync(@interface, caller, user, member => new PauseRequest(server, queue, member, Paused: false, Reason: null), cancellationToken);

    private static Task<Answer> PauseEverywhereAsync(
        string server, [FromQuery] string? @interface, [FromQuery] string? reason,
        ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        OfMemberAsync(@interface, caller, user, member => new PauseRequest(server, Queue: null, member, Paused: true, NullIfEmpty(reason)), cancellationToken);

    private static Task<Answer> UnpauseEverywhereAsync(
        string server, [FromQuery] string? @interface, ControlCaller caller, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        OfMemberAsync(@interface, caller, user, member => new PauseRequest(server, Queue: null, member, Paused: false, Reason: null), cancellationToken);

    private static async Task<Answer> OfMemberAsync(
        string? member, ControlCaller caller, ClaimsPrincipal user, Func<string, ControlRequest> request, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(member)
            ? Problems.Parameter("interface", "interface is missing; give what the queue dials, such as PJSIP/1002.")
            : await caller.DoAsync(user, request(member), cancellationToken);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
