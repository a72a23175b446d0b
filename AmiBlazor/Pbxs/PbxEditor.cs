using System.Net;
using System.Security.Claims;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Data;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Pbxs;

/// <summary>
/// What administrators do with the PBXs of the page. A saved secret is used only where it was saved for: with another host, port, certificate or account it has
/// to be entered again, so that nobody can have it sent elsewhere. What was saved is followed once the application has started anew.
/// </summary>
internal sealed class PbxEditor(
    PbxFile file, IOptions<AmiOptions> options, PbxTests tests, PbxProbe probe, IServiceScopeFactory scopes, AuditLog audit)
{
    /// <summary>More than one program follows.</summary>
    private const int MostPbxs = 50;

    /// <summary>Whether PBXs are connected in the page.</summary>
    public bool IsOn => options.Value.EditInPage is true;

    /// <summary>Whether a PBX of this name is followed.</summary>
    public bool IsFollowed(string name) => options.Value.Servers.Exists(server => string.Equals(server.Name, name, StringComparison.Ordinal));

    /// <summary>The values of a PBX of the page, without its secret; null if there is none of this name.</summary>
    public PbxDraft? Find(string name) => Stored(name) is { } stored ? PbxDraft.Of(stored) : null;

    /// <summary>Whether the values can be tested and saved without entering the secret.</summary>
    public bool KeepsSecret(PbxDraft draft, string? former) =>
        former is not null && Stored(former) is { } stored && stored.IsSamePlace(draft) && file.SecretOf(stored) is not null;

    /// <summary>The address of this machine towards the PBX; null where it is unknown.</summary>
    public Task<IPAddress?> LocalAddressAsync(PbxDraft draft, CancellationToken cancellationToken) =>
        probe.LocalAddressAsync(draft.Host.Trim(), cancellationToken);

    /// <summary>The lines to write on the PBX.</summary>
    /// <param name="draft">The values.</param>
    /// <param name="made">The secret that was made for it; any other one is known to the PBX already, and is not shown.</param>
    /// <param name="from">The address of this machine; null where it is unknown.</param>
    public static IReadOnlyList<string> Lines(PbxDraft draft, string? made, IPAddress? from)
    {
        var isMade = made is not null && string.Equals(draft.Secret, made, StringComparison.Ordinal);
        var account = AmiAccountLines.Account(draft.Username.Trim(), isMade ? made : null, from);
        return draft.IsFreePbx ? account : [.. AmiAccountLines.General(draft.Tls, draft.EffectivePort), "", .. account];
    }

    /// <summary>Tests a PBX as it is entered.</summary>
    /// <inheritdoc cref="PbxTests.RunAsync"/>
    public async Task<(ProbeReport? Report, FormattableString? Problem)> TestAsync(
        ClaimsPrincipal who, PbxDraft draft, string? former, Action<ProbeStep> onStep, CancellationToken cancellationToken)
    {
        draft.Tidy();
        var (stored, secret, problem) = Resolve(draft, former);
        return problem is not null ? (null, problem) : await tests.RunAsync(who, stored!.ToServer(secret!), onStep, cancellationToken);
    }

    /// <summary>Saves a PBX.</summary>
    /// <param name="who">The administrator.</param>
    /// <param name="draft">The values.</param>
    /// <param name="former">The name as it is saved; null for a new PBX.</param>
    /// <returns>What the administrator is told; null if it is saved.</returns>
    public async Task<FormattableString?> SaveAsync(ClaimsPrincipal who, PbxDraft draft, string? former)
    {
        draft.Tidy();
        var (stored, _, problem) = Resolve(draft, former);
        if (problem is not null) return problem;
        var (tls, renewed) = (draft.Tls ? " with TLS" : "", draft.Secret.Length > 0 ? ", with a new secret" : "");
        var detail = FormattableString.Invariant($"{draft.Host}:{draft.EffectivePort}{tls}, account {draft.Username}{renewed}.");
        var before = former is null ? null : Stored(former);
        return await ActAsync(who, former is null ? AuditAction.PbxAdded : AuditAction.PbxChanged, draft.Name, detail, pbxs =>
        {
            // Another administrator may have been quicker.
            var others = pbxs.Where(one => !ReferenceEquals(one, before)).ToList();
            if (others.Exists(one => string.Equals(one.Name, draft.Name, StringComparison.OrdinalIgnoreCase))) return null;
            if (before is null) return [.. pbxs, stored!];
            return others.Count == pbxs.Count ? null : [.. pbxs.Select(one => ReferenceEquals(one, before) ? stored! : one)];
        });
    }

    /// <summary>Forgets a PBX and its secret. What is known of its extensions stays in the database.</summary>
    /// <returns>What the administrator is told; null if it is forgotten.</returns>
    public async Task<FormattableString?> RemoveAsync(ClaimsPrincipal who, string name)
    {
        if (!IsOn) return NotHere;
        if (Stored(name) is not { } stored) return Gone;
        return await ActAsync(who, AuditAction.PbxRemoved, name, FormattableString.Invariant($"{stored.Host}:{stored.Port}."),
            pbxs => [.. pbxs.Where(one => !string.Equals(one.Name, name, StringComparison.Ordinal))]);
    }

    private static FormattableString NotHere =>
        $"PBXs are not connected in the page here: Ami:EditInPage is false, or PBXs are in the configuration. Change them there.";

    private static FormattableString Overtaken => $"Someone else has just saved this PBX, or one of this name. Nothing was saved; open the page PBXs again.";

    private static FormattableString Gone => $"This PBX is not saved any more. Open the page PBXs again.";

    private StoredPbx? Stored(string name) => file.Pbxs.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.Ordinal));

    private (StoredPbx? Pbx, string? Secret, FormattableString? Problem) Resolve(PbxDraft draft, string? former)
    {
        if (!IsOn) return (null, null, NotHere);
        if (file.IsUnreadable) return (null, null, Unreadable);
        var stored = former is null ? null : Stored(former);
        if (former is not null && stored is null) return (null, null, Gone);
        var isSamePlace = stored?.IsSamePlace(draft) is true;
        var kept = isSamePlace ? file.SecretOf(stored!) : null;
        if (draft.Secret.Length == 0 && stored is not null && kept is null)
        {
            return (null, null, isSamePlace
                ? $"Enter the secret again: the saved one cannot be read, because the keys that encrypted it are gone."
                : (FormattableString)$"Enter the secret again: it is sent to no other host, port, certificate or account than those that it was saved for.");
        }

        if (draft.Problem(hasSecret: kept is not null) is { } wrong) return (null, null, wrong);
        if (file.Pbxs.Any(one => !ReferenceEquals(one, stored) && string.Equals(one.Name, draft.Name, StringComparison.OrdinalIgnoreCase))
            || options.Value.Servers.Exists(one => !one.IsOfPage && string.Equals(one.Name, draft.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return (null, null, $"There is already a PBX named “{draft.Name}”. Enter another name.");
        }

        if (stored is null && file.Pbxs.Count >= MostPbxs) return (null, null, $"There are {MostPbxs:N0} PBXs, and there cannot be more in the page.");
        var secret = draft.Secret.Length > 0 ? draft.Secret : kept!;
        var pbx = new StoredPbx
        {
            Name = draft.Name,
            Host = draft.Host,
            Port = draft.EffectivePort,
            Tls = draft.Tls,
            TlsCertificateSha256 = draft.TlsCertificateSha256,
            Username = draft.Username,
            ProtectedSecret = draft.Secret.Length > 0 ? file.Protect(secret) : stored!.ProtectedSecret,
            IsFreePbx = draft.IsFreePbx,
            ReadsNames = draft.ReadsNames,
        };
        return (pbx, secret, null);
    }

    private FormattableString Unreadable =>
        $"The file {file.Path} could not be read when AmiBlazor started, and is not overwritten. Repair it, or move it away; then restart AmiBlazor.";

    private async Task<FormattableString?> ActAsync(
        ClaimsPrincipal who, AuditAction action, string about, string detail, Func<IReadOnlyList<StoredPbx>, IReadOnlyList<StoredPbx>?> change)
    {
        if (file.IsUnreadable) return Unreadable;

        // A scope of its own: that of a page lives for days.
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AmiBlazorDbContext>();
        IReadOnlyList<StoredPbx>? former = null;
        try
        {
            return await scope.ServiceProvider.GetRequiredService<AdministratorTransaction>().DoAsync(who, action, about, async actor =>
            {
                // The audit entry first: what the database does not take is not written to the file either.
                audit.Add(context, actor, action, about, detail);
                await context.SaveChangesAsync();
                try
                {
                    var isOvertaken = false;
                    file.Change(pbxs =>
                    {
                        var changed = change(pbxs);
                        isOvertaken = changed is null;
                        if (changed is not null) former = pbxs;
                        return changed ?? pbxs;
                    });
                    return isOvertaken ? Overtaken : null;
                }
                catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
                {
                    former = null;
                    return $"The file {file.Path} cannot be written: {unwritten.Message} Nothing was saved.";
                }
            });
        }
        catch when (former is not null)
        {
            // The last step of the database failed: without its audit entry the change is none.
            file.Change(_ => former);
            throw;
        }
    }
}
