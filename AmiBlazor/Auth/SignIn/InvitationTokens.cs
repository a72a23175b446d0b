using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>The tokens of <see cref="InvitationService"/>: protected by the keys of the cookies, and bound to the account's security stamp.</summary>
internal sealed class InvitationTokens(
    IDataProtectionProvider protection, IOptions<InvitationTokens.Lifespan> options, ILogger<DataProtectorTokenProvider<Account>> logger)
    : DataProtectorTokenProvider<Account>(protection, options, logger)
{
    /// <summary>What Identity knows them by.</summary>
    public new const string Name = "Invitation";

    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(72);

    /// <summary>Apart from what Identity's other tokens have.</summary>
    internal sealed class Lifespan : DataProtectionTokenProviderOptions
    {
        public Lifespan()
        {
            Name = InvitationTokens.Name;
            TokenLifespan = Usual;
        }
    }
}
