// The look that a person has chosen, and times in their own zone. live.js starts the circuit; everything else is Blazor's.
(() => {
  "use strict";

  // Empty where the server would not read it either.
  function lookCookie() {
    const text = new URLSearchParams(`look=${/(?:^|; )amiblazor-look=([^;]*)/.exec(document.cookie)?.[1] ?? ""}`).get("look");
    return text.length > 1000 ? "" : text;
  }

  // The look that this page knows; another tab may have changed the cookie since.
  let look = lookCookie();

  function keep(kept) {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `amiblazor-look=${encodeURIComponent(kept)}; path=${new URL(document.baseURI).pathname}; max-age=31536000; samesite=lax${secure}`;
  }

  // Before anybody signs in: pages that the server alone draws are in the person's zone as well, and after a journey in the new one.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && new URLSearchParams(look).get("zone") !== zone) {
    const kept = new URLSearchParams(look);
    kept.set("zone", zone);
    keep(kept);
  }

  // What the page asks of the browser.
  window.amiblazor = {
    // Applies how the person likes the page, and keeps what they have changed for the next time.
    keepLook(cookie, theme, isCompact) {
      const root = document.documentElement;
      if (!root.hasAttribute("data-wall")) root.dataset.theme = theme;
      if (isCompact) root.dataset.density = "compact";
      else delete root.dataset.density;
      if (new URLSearchParams(cookie).get("shortcuts") === "off") root.dataset.shortcuts = "off";
      else delete root.dataset.shortcuts;
      const [before, after, kept] = [look, cookie, lookCookie()].map(text => new URLSearchParams(text));
      look = cookie;
      for (const name of new Set([...before.keys(), ...after.keys()])) {
        if (before.get(name) === after.get(name)) continue;
        if (after.has(name)) kept.set(name, after.get(name));
        else kept.delete(name);
      }

      keep(kept);
    },

    zone: () => zone ?? null,
  };

  if (document.querySelector("[data-print]")) window.addEventListener("load", () => window.print());

  // On hover a time says its day and second, in the person's zone and language.
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "medium" });
  document.addEventListener("pointerover", event => {
    const time = event.target instanceof Element ? event.target.closest("time[datetime]:not(.least)") : null;
    if (time) time.title = format.format(new Date(time.dateTime));
  });
})();
