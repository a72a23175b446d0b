using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Plans;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace AmiBlazor.Components.Plans;

/// <summary>What the pages on which administrators change floor plans have in common.</summary>
public abstract partial class PlanAdministration : SubscribingComponent
{
    [Inject]
    private protected PlanStore Store { get; init; } = null!;

    [Inject]
    private protected CurrentUser User { get; init; } = null!;

    [Inject]
    private AuditLog Audit { get; init; } = null!;

    [Inject]
    private Localizer Texts { get; init; } = null!;

    [Inject]
    private ILogger<PlanAdministration> Logger { get; init; } = null!;

    /// <summary>What went wrong last; null for nothing.</summary>
    protected string? Problem { get; set; }

    /// <summary>Does what needs the right to administer, and keeps in <see cref="Problem"/> what went wrong.</summary>
    /// <returns>True if it was done.</returns>
    private protected async Task<bool> WorkAsync(Func<Actor, Task<FormattableString?>> work)
    {
        Problem = null;
        try
        {
            // Who is no administrator does not see the page, but the role can be withdrawn while it is open.
            var actor = Actor.Of(await User.GetAsync());
            if (!await User.MayAsync(Policies.Administer))
            {
                Audit.RecordDenial(actor, AuditAction.PlanChanged, about: null, "By a form of the page.");
                Problem = Texts["Only an administrator may change floor plans."];
            }
            else if (await work(actor) is { } wrong)
            {
                Problem = Texts.Format(wrong);
            }
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // Nobody is there to be told.
            return false;
        }
        catch (IOException interrupted)
        {
            Log.NotRead(Logger, interrupted);
            Problem = Texts["The file could not be read to its end. Choose it again."];
        }
        catch (Exception fault)
        {
            Log.Faulted(Logger, fault);
            Problem = Texts["Saving failed because of an internal error. See the server log for details."];
        }

        return Problem is null;
    }

    /// <summary>Reads a picture from the browser.</summary>
    private protected async Task<(PlanPicture? Picture, FormattableString? Problem)> ReadAsync(IBrowserFile file)
    {
        if (file.Size > PlanPicture.MaxBytes) return (null, PlanPicture.TooLarge(file.Size));
        await using var stream = file.OpenReadStream(PlanPicture.MaxBytes, Gone);
        using var content = new MemoryStream((int)file.Size);
        await stream.CopyToAsync(content, Gone);
        return PlanPicture.Read(content.ToArray());
    }

    private static partial class Log
    {
        [LoggerMessage(7210, LogLevel.Information, "A picture could not be read to its end from the browser.", EventName = "PlanPictureNotRead")]
        public static partial void NotRead(ILogger logger, Exception cause);

        [LoggerMessage(7211, LogLevel.Error, "The page could not change a floor plan.", EventName = "PagePlanFaulted")]
        public static partial void Faulted(ILogger logger, Exception fault);
    }
}
