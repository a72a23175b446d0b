// A browser that shows the code of a wall screen: it asks every few seconds whether an administrator has entered it, and then opens the wall.
(() => {
  "use strict";

  const shown = document.querySelector("[data-pairing]");
  const every = 3000;

  async function ask() {
    try {
      const { status } = await fetch(shown.dataset.pairing, { method: "POST", cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (status === 200) return location.replace(shown.dataset.wall);
      if (status === 410) return location.reload();
    } catch (failure) {
      console.info("The server is asked again: " + failure);
    }

    setTimeout(ask, every);
  }

  // Without a code the page is tried again later.
  if (shown) setTimeout(ask, every);
  else setTimeout(() => location.reload(), 60000);
})();
