using System.Security.Cryptography;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Setup;

/// <summary>The token by which the first administrator of a cluster is created: one for all of its nodes, so that the link works on each.</summary>
internal sealed class SharedSetupLink(IDbContextFactory<AmiBlazorDbContext> contexts, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("AmiBlazor.SetupLink");

    /// <summary>The token of the other nodes; the given one if they have none. One node at a time asks.</summary>
    public async Task<string> ShareAsync(string own, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.SetupLinks.SingleOrDefaultAsync(cancellationToken);
        if (row is not null && Read(row.Token) is { } token) return token;
        if (row is null)
            context.SetupLinks.Add(new SetupLink { Token = _protector.Protect(own) });
        else
            row.Token = _protector.Protect(own);
        await context.SaveChangesAsync(cancellationToken);
        return own;
    }

    /// <summary>Removes the token, because an account exists.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.SetupLinks.ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Null if it was encrypted with keys that are gone.</summary>
    private string? Read(string kept)
    {
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
