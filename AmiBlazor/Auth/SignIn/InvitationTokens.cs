using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>The tokens of <see cref="InvitationService"/>, protected by the data protection keys and bound to the account's security stamp.</summary>
internal sealed class InvitationTokens(
    IDataProtectionProvider protection, IOptions<InvitationTokens.Lifespan> options, ILogger<DataProtectorTokenProvider<Account>> logger)
    : DataProtectorTokenProvider<Account>(protection, options, logger)
{
    /// <summary>The name under which Identity finds this provider.</summary>
    public new const string Name = "Invitation";

    /// <summary>The lifetime of a link.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(72);

    /// <summary>Options of these tokens alone; Identity's other tokens keep theirs.</summary>
    internal sealed class Lifespan : DataProtectionTokenProviderOptions
    {
        public Lifespan()
        {
            Name = InvitationTokens.Name;
            TokenLifespan = Usual;
        }
    }
}
