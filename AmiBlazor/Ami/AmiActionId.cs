namespace AmiBlazor.Ami;

internal static class AmiActionId { public static string New(string prefix) => throw new NotImplementedException(); }
