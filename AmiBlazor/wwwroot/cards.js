// Tells the server how many cards fit side by side.
(() => {
  "use strict";

  // How many cards stand side by side decides which lines there are: the server is told, as with what is picked.
  function tellColumns(grid) {
    const field = grid.querySelector("[data-columns]");
    const lines = grid.querySelector(".lines");
    if (!field || !lines) return;
    const [gap, least] = ["--gap", "--least"].map(name => parseFloat(getComputedStyle(grid).getPropertyValue(name)));
    const columns = String(Math.max(1, Math.floor((lines.clientWidth + gap) / (least + gap))));
    if (field.value === columns) return;
    field.value = columns;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const widths = new ResizeObserver(entries => entries.forEach(entry => tellColumns(entry.target)));
  const watched = new WeakSet();
  function watchCards() {
    for (const grid of document.querySelectorAll("[data-cards]")) {
      if (watched.has(grid)) continue;
      watched.add(grid);
      widths.observe(grid);
    }
  }

  watchCards();
  new MutationObserver(watchCards).observe(document.body, { subtree: true, childList: true });
})();
