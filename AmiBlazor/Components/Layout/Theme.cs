namespace AmiBlazor.Components.Layout;

/// <summary>Which of the two sets of colours is shown.</summary>
public enum Theme
{
    /// <summary>As the person's system has it.</summary>
    System,
    Light,
    Dark,
}
