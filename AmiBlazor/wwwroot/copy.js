// Copies what is shown once, where the browser lets a page do that. Without it one marks the text with a click.
(() => {
  "use strict";

  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.querySelector(".mud-button-label").textContent = button.dataset.copied;
    });
  }
})();
