using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Hosting;
using AmiBlazor.Plans;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Components.Plans;

/// <summary>Serves the pictures of floor plans to those who see a place on them.</summary>
internal static class PlanEndpoints
{
    private const string ForEver = "private, max-age=31536000, immutable";

    public static void MapPlanPictures(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/plans/{id:int}/picture", GetAsync)
        .RequireAuthorization(Policies.Own)
        .WithMetadata(new PrivateFileMetadata(), new AuditMetadata(AuditAction.PageOpened))
        .ExcludeFromDescription();

    // Its type was read from its first bytes when it was saved, and nosniff is in every answer.
    private static async Task<Results<FileContentHttpResult, NotFound>> GetAsync(
        HttpContext context, ClaimsPrincipal user, int id, string? v, PlanStore plans, LiveBoard board, CurrentScope scopes)
    {
        await plans.LoadAsync(context.RequestAborted);
        if (plans.Find(id) is not { PictureVersion: { } version } plan) return TypedResults.NotFound();
        var scope = await scopes.GetCurrentAsync(user, context.RequestAborted);
        if (!user.IsInRole(Roles.Administrator) && !plan.IsVisible(board.Snapshot, scope)) return TypedResults.NotFound();
        if (await plans.FindPictureAsync(id, context.RequestAborted) is not { } picture) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = string.Equals(v, version, StringComparison.Ordinal) ? ForEver : "no-store";
        return TypedResults.File(picture.Content, picture.Type);
    }
}
