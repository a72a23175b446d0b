namespace AmiBlazor.Demo;

/// <summary>What a phone does; the numbers are Asterisk's <c>AST_EXTENSION_*</c> bits.</summary>
internal enum DemoState
{
    Idle = 0,
    InUse = 1,
    Busy = 2,
    Unavailable = 4,
    Ringing = 8,
    RingingInUse = 9,
    OnHold = 16,
}
