using AmiBlazor.Auth.Authorization;

namespace AmiBlazor.Tests.Auth.AuthorizationMatrix;

/// <summary>Every endpoint of the program. A new page or call is one line here; the test prints it if it is missing.</summary>
internal static class EntryPoints
{
    private const string? Anybody = null;
    private const string ForPages = "A circuit lasts for days; that of a key would outlive its being revoked.";

    private const string ForPeople = "A key has no account of its own.";

    public static readonly EntryPoint[] All =
    [
        new("GET /health/live", "/health/live", Anybody, Why: "Who watches over the process has no account, and reads one word."),
        new("GET /health/ready", "/health/ready", Anybody, Why: "The same; words alone, no name of a PBX and nothing of the configuration."),
        new("GET /theme.css", "/theme.css", Anybody, Why: "A stylesheet, which the sign-in page needs; it is the same for everybody."),
        new("static files", "/app.css", Anybody, Why: "The sign-in page needs them; they are the same for everybody and in every copy of this program."),
        new("GET POST /sign-in", "/sign-in", Anybody, Why: "Who signs in is not signed in yet."),
        new("GET POST /first-start", "/first-start", Anybody,
            Why: "There is no account yet; without the token of the log the answer is 503, and once there is an account the page creates none."),

        new("POST /sign-in/passkey", "/sign-in/passkey", Anybody, Why: "Who signs in is not signed in yet; it gives a challenge, and nothing of anybody's."),
        new("GET POST /sign-in/second-factor", "/sign-in/second-factor", Anybody,
            Why: "The user is not signed in yet: the cookie of the pending sign-in stands in for a session."),
        new("GET POST /set-password", "/set-password", Anybody,
            Why: "Users who choose their first password or have forgotten it cannot sign in: the token of their link stands in for a session."),

        new("GET POST /screen", "/screen", Anybody, Why: "A screen that shows its code is not paired yet; the code opens nothing before an administrator enters it."),
        new("POST /screen/pairing", "/screen/pairing", Anybody, Why: "The same screen asks whether its code was entered: the secret of its cookie stands in for a session."),

        new("GET HEAD /{**path:file}", "/nothing.txt", Roles.Viewer),
        new("GET /_framework/opaque-redirect", "/_framework/opaque-redirect", Roles.Viewer),
        new("ANY /_blazor", "/_blazor", Roles.Viewer, Keys: false, ForPages, Screens: true),
        new("ANY /_blazor/negotiate", "/_blazor/negotiate", Roles.Viewer, Keys: false, ForPages, Screens: true),
        new("ANY /_blazor/disconnect/", "/_blazor/disconnect/", Roles.Viewer, Keys: false, ForPages, Screens: true),
        new("ANY /_blazor/initializers/", "/_blazor/initializers/", Roles.Viewer, Keys: false, ForPages, Screens: true),

        new("GET POST /", "/", Roles.Viewer),
        new("GET POST /print", "/print", Roles.Viewer),
        new("GET POST /people/import", "/people/import", Roles.Supervisor),
        new("GET POST /calls", "/calls", Roles.Viewer),
        new("GET POST /calls/past", "/calls/past", Roles.Viewer),
        new("GET POST /queues", "/queues", Roles.Viewer),
        new("GET POST /runs", "/runs", Roles.Viewer),
        new("GET POST /wall", "/wall", Roles.Viewer, Screens: true),
        new("GET POST /wall/setup", "/wall/setup", Roles.Viewer),
        new("GET POST /not-found", "/not-found", Roles.Viewer),
        new("POST /sign-out", "/sign-out", Roles.Viewer),

        new("GET POST /account", "/account", Roles.Viewer, Keys: false, ForPeople),
        new("GET POST /account/passkeys", "/account/passkeys", Roles.Viewer, Keys: false, ForPeople),
        new("GET POST /account/confirm", "/account/confirm", Roles.Viewer, Keys: false, ForPeople),
        new("GET POST /account/passkeys/{Id}/remove", "/account/passkeys/00/remove", Roles.Viewer, Keys: false, ForPeople),
        new("POST /account/passkeys/new", "/account/passkeys/new", Roles.Viewer, Keys: false, ForPeople),
        new("GET POST /account/second-factor", "/account/second-factor", Roles.Viewer, Keys: false, ForPeople),
        new("GET POST /accounts", "/accounts", Roles.Administrator),
        new("GET POST /accounts/new", "/accounts/new", Roles.Administrator),
        new("GET POST /accounts/{Id:int}", "/accounts/1", Roles.Administrator),
        new("GET POST /accounts/{Id:int}/delete", "/accounts/1/delete", Roles.Administrator),
        new("GET POST /keys", "/keys", Roles.Administrator),
        new("GET POST /keys/new", "/keys/new", Roles.Administrator),
        new("GET POST /keys/{Id:int}/revoke", "/keys/1/revoke", Roles.Administrator),
        new("GET POST /screens", "/screens", Roles.Administrator),
        new("GET POST /screens/new", "/screens/new", Roles.Administrator),
        new("GET POST /screens/{Id:int}", "/screens/1", Roles.Administrator),
        new("GET POST /screens/{Id:int}/revoke", "/screens/1/revoke", Roles.Administrator),
        new("GET POST /plans", "/plans", Roles.Administrator),
        new("GET POST /plans/{Id:int}", "/plans/1", Roles.Administrator),
        new("GET /plans/{id:int}/picture", "/plans/1/picture", Roles.Viewer, Keys: false, ForPeople),
        new("GET POST /audit", "/audit", Roles.Administrator),
        new("GET /export/audit.csv", "/export/audit.csv", Roles.Administrator),
        new("GET /export/calls.csv", "/export/calls.csv", Roles.Supervisor),
        new("GET /export/extensions.csv", "/export/extensions.csv", Roles.Supervisor),

        new("GET /openapi/{documentName}.json", "/openapi/v1.json", Roles.Viewer),
        new("GET /api/calls/", "/api/calls", Roles.Viewer),
        new("GET /api/calls/history", "/api/calls/history", Roles.Viewer),
        new("GET /api/queues/", "/api/queues", Roles.Viewer),
        new("POST /api/calls/", "/api/calls?server=unknown&from=1&number=2", Roles.Supervisor, Control: true),
        new("POST /api/calls/{server}/{channelId}/hangup", "/api/calls/unknown/1.1/hangup", Roles.Supervisor, Control: true),
        new("POST /api/calls/{server}/{channelId}/transfer", "/api/calls/unknown/1.1/transfer?number=2", Roles.Supervisor, Control: true),
        new("POST /api/calls/{server}/{channelId}/park", "/api/calls/unknown/1.1/park", Roles.Supervisor, Control: true),
        new("POST /api/calls/{server}/{channelId}/fetch", "/api/calls/unknown/1.1/fetch?from=1", Roles.Supervisor, Control: true),
        new("POST /api/calls/{server}/{channelId}/pickup", "/api/calls/unknown/1.1/pickup?from=1", Roles.Supervisor, Control: true),
        new("POST /api/calls/{server}/{channelId}/listen", "/api/calls/unknown/1.1/listen?from=1&mode=barge", Roles.Supervisor, Control: true),
        new("POST /api/calls/{server}/{channelId}/record", "/api/calls/unknown/1.1/record", Roles.Supervisor, Control: true),
        new("DELETE /api/calls/{server}/{channelId}/record", "/api/calls/unknown/1.1/record", Roles.Supervisor, Control: true),
        new("POST /api/queues/{server}/{queue}/members", "/api/queues/unknown/q/members?interface=PJSIP/1", Roles.Supervisor, Control: true),
        new("DELETE /api/queues/{server}/{queue}/members", "/api/queues/unknown/q/members?interface=PJSIP/1", Roles.Supervisor, Control: true),
        new("POST /api/queues/{server}/{queue}/members/pause", "/api/queues/unknown/q/members/pause?interface=PJSIP/1", Roles.Supervisor, Control: true),
        new("DELETE /api/queues/{server}/{queue}/members/pause", "/api/queues/unknown/q/members/pause?interface=PJSIP/1", Roles.Supervisor, Control: true),
        new("POST /api/queues/{server}/members/pause", "/api/queues/unknown/members/pause?interface=PJSIP/1", Roles.Supervisor, Control: true),
        new("DELETE /api/queues/{server}/members/pause", "/api/queues/unknown/members/pause?interface=PJSIP/1", Roles.Supervisor, Control: true),
        new("GET /api/queues/agents/history", "/api/queues/agents/history", Roles.Viewer),
        new("GET /api/extensions/", "/api/extensions", Roles.Viewer),
        new("POST /api/extensions/import", "/api/extensions/import", Roles.Supervisor),
        new("PATCH /api/extensions/{server}/{context}/{extension}", "/api/extensions/a/b/c", Roles.Supervisor),
        new("GET /api/extensions/{server}/{context}/{extension}/history", "/api/extensions/a/b/c/history", Roles.Viewer),
        new("GET /api/extensions/{server}/gaps", "/api/extensions/a/gaps", Roles.Viewer),
        new("GET /api/extensions/hybrid-refresh/status", "/api/extensions/hybrid-refresh/status", Roles.Viewer),
        new("POST /api/extensions/hybrid-refresh", "/api/extensions/hybrid-refresh?server=unknown", Roles.Supervisor),
        new("POST /api/extensions/refresh", "/api/extensions/refresh?server=unknown", Roles.Supervisor),
        new("POST /api/extensions/hybrid-refresh/{connectionId}/stop", "/api/extensions/hybrid-refresh/separate-1/stop", Roles.Supervisor),
        new("POST /api/extensions/hybrid-refresh/close", "/api/extensions/hybrid-refresh/close", Roles.Supervisor),
        new("GET /api/snapshots/{filename}", "/api/snapshots/ami-response-1-a.json", Roles.Supervisor),
    ];
}
