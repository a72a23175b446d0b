using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Control;
using AmiBlazor.Queues;
using AmiBlazor.Refresh;
using MudBlazor;

namespace AmiBlazor.Components.Control;

/// <summary>
/// Acts on calls and queues for this page's user, with the right, the phone and the scope that they have now, and within the limit. Scoped: one for each
/// circuit. Used on the circuit's thread.
/// </summary>
internal sealed partial class CircuitControl(
    ICallControl control,
    RefreshService refreshes,
    CurrentUser user,
    CurrentPhone phones,
    CircuitScope scope,
    ControlRateLimiter limiter,
    LiveBoard board,
    QueueBoard queues,
    AuditLog audit,
    Localizer texts,
    ILogger<CircuitControl> logger)
{
    private const int MostOffered = 30;

    /// <summary>What the user may do; null if nothing, or if no PBX within the scope is configured for it: then nothing of it is shown.</summary>
    public async Task<ControlAccess?> GetAccessAsync() =>
        refreshes.Servers.Any(server => scope.Includes(server) && control.Kinds(server).Count > 0) && await user.MaySeeAsync(Policies.Control)
            ? new ControlAccess(control, CurrentPhone.Of(await user.GetAsync()))
            : null;

    /// <summary>Does what was chosen.</summary>
    /// <param name="choice">What was chosen.</param>
    /// <param name="entered">What was entered; empty if nothing was asked.</param>
    /// <param name="cancellationToken">Ends the wait, not what is done.</param>
    /// <returns>What the user is told.</returns>
    public async Task<ControlNotice> DoAsync(ControlChoice choice, string entered, CancellationToken cancellationToken)
    {
        try
        {
            return await DoNowAsync(choice, entered.Trim(), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            // Every click gets an answer, even if we fail.
            Log.ControlFaulted(logger, choice.Server, fault);
            return new(Severity.Error, texts["The action failed because of an internal error. See the server log for details."]);
        }
    }

    /// <summary>Extensions that the user sees and whose number or name has what was typed, at most thirty.</summary>
    public IReadOnlyList<BoardRow> Offer(string server, string typed) =>
    [
        .. board.Rows(server)
            .Where(row => row.Present && scope.Current.Includes(row.Key.Server, row.Department)
                && (row.Key.Exten.Contains(typed, StringComparison.OrdinalIgnoreCase)
                    || row.ShownName?.Contains(typed, StringComparison.OrdinalIgnoreCase) is true))
            .Take(MostOffered),
    ];

    /// <summary>What a queue dials for an extension: what another queue has for it, else the first phone of its hint; null if it has none.</summary>
    public string? InterfaceOf(string server, string exten)
    {
        foreach (var row in board.Rows(server).Where(row => row.Present && string.Equals(row.Key.Exten, exten, StringComparison.Ordinal)))
        {
            if (!scope.Current.Includes(server, row.Department)) continue;
            var known = queues.For(server).Queues.SelectMany(queue => queue.Agents).FirstOrDefault(agent => agent.Extensions.Contains(row.Key))?.Interface;
            if ((known ?? Hint.Parse(row.Hint).Devices.FirstOrDefault(Hint.IsPhone)) is { } device) return device;
        }

        return null;
    }

    private async Task<ControlNotice> DoNowAsync(ControlChoice choice, string entered, CancellationToken cancellationToken)
    {
        // Only users with the right see the button, but it can be taken back meanwhile.
        var person = await user.GetAsync();
        if (!await user.MayAsync(Policies.Control))
        {
            audit.RecordDenial(Actor.Of(person), ControlRecord.Action(choice.Kind), choice.Label, "By a button of the page.");
            return new(Severity.Error, texts["Your account may not act on calls and queues. An administrator allows it on the page “Accounts”."]);
        }

        var phone = choice.NeedsPhone ? await phones.GetCurrentAsync(person, cancellationToken) : default(ExtensionKey);
        if (phone is not { } own)
            return new(Severity.Error, texts["Your account has no phone of its own. An administrator chooses it on the page “Accounts”."]);
        if (choice.Question is { IsNumber: true }) entered = Digits(entered);
        if (choice.Request(own, entered) is not { } request)
            return new(Severity.Error, texts.Format($"PBX “{DisplayText.Show(choice.Server)}” has no extension “{DisplayText.Show(entered)}” with a phone."));
        if (limiter.Take(person) is { } wait) return new(Severity.Warning, texts.Format(limiter.Sentence(wait)));

        var result = await control.DoAsync(request, Actor.Of(person), await scope.GetCurrentAsync(cancellationToken), cancellationToken);
        var severity = result.Outcome switch
        {
            ControlOutcome.Done => Severity.Success,
            ControlOutcome.Unknown or ControlOutcome.Gone => Severity.Warning,
            _ => Severity.Error,
        };
        return new(severity, texts.Format(result.Sentence), result.PbxWords);
    }

    /// <summary>A number as people write it, without what they put between its digits: <c>+49 (30) 123-45</c>.</summary>
    private static string Digits(string entered) =>
        string.Concat(entered.Where(character => !char.IsWhiteSpace(character) && character is not ('(' or ')' or '-' or '/' or '.')));

    private static partial class Log
    {
        [LoggerMessage(7170, LogLevel.Error, "The page could not act on a call or a queue of PBX {Server}.", EventName = "PageControlFaulted")]
        public static partial void ControlFaulted(ILogger logger, string server, Exception fault);
    }
}

/// <summary>What the user is told about what was done.</summary>
/// <param name="Severity">Success, or how bad it is.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="PbxWords">The PBX's own words; null if it said nothing.</param>
internal sealed record ControlNotice(Severity Severity, string Sentence, string? PbxWords = null)
{
    /// <summary>The sentence, and the PBX's words behind it.</summary>
    public string Text(Localizer texts) => string.IsNullOrWhiteSpace(PbxWords)
        ? Sentence
        : texts.Format($"{Sentence} Message from the PBX: “{DisplayText.Show(PbxWords)}”");
}
