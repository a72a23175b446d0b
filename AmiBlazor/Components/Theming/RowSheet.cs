using MudBlazor;

namespace AmiBlazor.Components.Theming;

/// <summary>
/// What can be done to a row of the grid, as part of theme.css, because it is made of MudBlazor's icons: the star of a favourite, which is always seen; the
/// other stars and the pencil, which are seen where the pointer or the keyboard is; and the fields of a row that is edited.
/// </summary>
internal static class RowSheet
{
    private const string Acts =
        """
        .grid .line :is(.star, .pencil) { background: none; border: 0; color: var(--muted); cursor: pointer; height: 1.5rem; opacity: 0; padding: 0.25rem;
            vertical-align: middle; width: 1.5rem; }
        .grid .line :is(.star, .pencil)::before { background: currentcolor; content: ""; display: block; height: 1rem; mask: var(--row-icon) center / contain no-repeat;
            width: 1rem; }
        .grid .line .star { --row-icon: var(--icon-star-border); margin-block: -0.125rem; margin-inline: -0.625rem 0.125rem; vertical-align: bottom; }
        .grid .line .star[aria-pressed="true"] { --row-icon: var(--icon-star); color: var(--accent); opacity: 1; }
        .grid .pencil { --row-icon: var(--icon-pencil); margin-inline-start: 0.25rem; }
        .grid .line:is(:hover, :focus, :focus-within) :is(.star, .pencil) { opacity: 1; }
        .grid .line :is(.star, .pencil):hover { color: var(--text); }
        .grid .sort[data-by]::after { color: var(--muted); content: attr(data-by); font-size: 0.75rem; font-weight: 400; margin-inline-start: 0.25rem; }
        .grid .line.editing { cursor: default; position: relative; z-index: 1; }
        .grid .line.editing td.c-edit { overflow: visible; position: relative; }
        .grid .cell-field { background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius-s); color: var(--text); font: inherit;
            height: 1.75rem; padding: 0 0.5rem; resize: none; width: 100%; vertical-align: middle; }
        .grid textarea.cell-field { line-height: 1.625rem; overflow: hidden auto; }
        .grid .cell-field:focus { border-color: var(--accent); outline: 1px solid var(--accent); }
        .grid .cell-field[aria-invalid="true"] { border-color: var(--error-text); }
        .grid .cell-word { background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius-s); color: var(--text);
            font-size: 0.8125rem; inset-inline-start: var(--space-3); line-height: 1.35; max-width: 22rem; min-width: 12rem; padding: 0.25rem 0.5rem; position: absolute;
            top: calc(100% - 0.125rem); white-space: normal; z-index: 2; }
        .grid .cell-word.wrong { border-color: var(--error-text); color: var(--error-text); }
        @media (max-width: 760px) { .grid .line .star { margin-inline-start: -0.25rem; } }
        @media (hover: none) { .grid :is(.pencil, .star:not([aria-pressed="true"])) { display: none; } }
        @media print { .grid :is(.star, .pencil) { display: none; } }

        """;

    /// <summary>The icons as custom properties, and the rules that use them.</summary>
    public static string Css { get; } =
        ":root { "
        + StatusSheet.Icon("star", Icons.Material.Filled.Star)
        + StatusSheet.Icon("star-border", Icons.Material.Filled.StarBorder)
        + StatusSheet.Icon("pencil", Icons.Material.Outlined.Edit)
        + "}\n"
        + Acts;
}
