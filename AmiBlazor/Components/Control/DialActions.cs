using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Control;
using MudBlazor;

namespace AmiBlazor.Components.Control;

/// <summary>Calls from the user's own phone.</summary>
internal static class DialActions
{
    /// <summary>“Call 1002 from my phone 1001”; null where it is not configured, or for the user's own phone.</summary>
    public static ControlChoice? Extension(Localizer texts, ControlAccess access, ExtensionKey extension)
    {
        if (!access.Has(extension.Server, ControlKind.Call) || access.Phone == extension) return null;
        var problem = access.PhoneProblem(texts, extension.Server);
        return new((own, _) => new CallRequest(own.Server, own, extension.Exten))
        {
            Kind = ControlKind.Call,
            Server = extension.Server,
            Icon = Icons.Material.Outlined.Call,
            Label = problem is null && access.Phone is { } phone
                ? texts.Format($"Call {DisplayText.Show(extension.Exten)} from my phone {DisplayText.Show(phone.Exten)}")
                : texts.Format($"Call {DisplayText.Show(extension.Exten)}"),
            NeedsPhone = true,
            Problem = problem,
        };
    }

    /// <summary>Any number, which is asked for; null where it is not configured. Without a phone it is shown, and says what is missing.</summary>
    public static ControlChoice? Number(Localizer texts, ControlAccess access, IReadOnlyList<string> servers)
    {
        var server = access.Phone is { } phone && servers.Contains(phone.Server, StringComparer.Ordinal)
            ? phone.Server
            : servers.FirstOrDefault(server => access.Has(server, ControlKind.Call));
        if (server is null || !access.Has(server, ControlKind.Call)) return null;
        var problem = access.PhoneProblem(texts, server);
        return new((own, number) => new CallRequest(own.Server, own, number))
        {
            Kind = ControlKind.Call,
            Server = server,
            Icon = Icons.Material.Outlined.Call,
            Label = texts["Call…"],
            NeedsPhone = true,
            Problem = problem,
            Question = problem is null && access.Phone is { } own
                ? new()
                {
                    Title = texts["Call from your phone"],
                    Sentence = texts.Format($"Your phone {DisplayText.Show(own.Exten)} rings first. When you pick it up, the number is dialed."),
                    Field = texts["Extension or number"],
                    Button = texts["Dial"],
                    MaxLength = 40,
                    IsNumber = true,
                    ExtensionsOf = server,
                }
                : null,
        };
    }
}
