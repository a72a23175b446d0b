// Calls that are counted by the second, and the exact time where the pointer rests on an age.
(() => {
  "use strict";

  // A row's times are ages; the exact time is written where the pointer rests, and not sent with every change.
  document.addEventListener("mouseover", event => {
    const cell = event.target instanceof Element && event.target.closest("[data-grid] .line > :is(.c-since:not(.least), .c-seen)");
    if (!cell) return;
    const { since, seen } = cell.parentElement.dataset;
    const at = new Date(cell.matches(".c-since") ? since : seen);
    const language = document.documentElement.lang;
    const day = at.toLocaleDateString(language === "en" ? "en-GB" : language, { day: "numeric", month: "short", year: "numeric" });
    cell.title = `${day}, ${at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })}`;
  });

  // Calls under way: the server says since when, the seconds are counted here. What is read aloud is the server's text.
  let skew = 0;
  let told = null;

  // The page says what the server's clock was when it opened.
  function compareClocks() {
    const now = document.querySelector("[data-now]")?.dataset.now;
    if (!now || now === told) return;
    told = now;
    skew = Number(now) - Date.now();
  }

  function span(milliseconds) {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const two = number => String(number).padStart(2, "0");
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  }

  function tick() {
    compareClocks();

    // What is frozen is counted no further.
    const frozen = document.querySelector("[data-frozen]")?.dataset.frozen;
    const now = frozen ? Number(frozen) : Date.now() + skew;
    for (const cell of document.querySelectorAll("[data-clock]:not([data-tick], .counted > .c-since, .talk)")) cell.removeAttribute("data-clock");
    for (const cell of document.querySelectorAll(".counted > .c-since, .talk, time[data-tick]")) {
      const lasted = now - Date.parse(cell.dateTime ?? cell.dataset.since ?? cell.parentElement.dataset.since);
      const text = lasted < 86400000 ? span(lasted) : null;
      if (text === null) cell.removeAttribute("data-clock");
      else if (cell.dataset.clock !== text) cell.dataset.clock = text;
    }
  }

  setInterval(() => {
    if (!document.hidden) tick();
  }, 250);
  document.addEventListener("visibilitychange", tick);

  tick();

  // A row that comes, or that changes, is counted before it is painted.
  new MutationObserver(tick).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["datetime", "data-tick", "data-since", "data-now", "data-frozen"],
  });
})();
