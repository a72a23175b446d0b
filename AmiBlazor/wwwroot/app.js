// Starts the circuit, brings the page back when the circuit is gone, and shows times in the person's own zone. Everything else is Blazor's.
(() => {
  "use strict";

  // The first attempts come at once, later ones ever more slowly, and they never end: a notebook that slept all night comes back too.
  const pauses = [0, 500, 1000, 2000, 3000, 5000];
  const pauseBefore = attempt => pauses[Math.min(attempt, pauses.length - 1)];

  Blazor.start({
    circuit: {
      configureSignalR: builder => builder.withServerTimeout(15000).withKeepAliveInterval(5000),
      reconnectionOptions: { maxRetries: Number.MAX_SAFE_INTEGER, retryIntervalMilliseconds: pauseBefore, dialogId: "components-reconnect-modal" },
    },
  });

  // "failed": no more attempts. "rejected": the server answers, but does not know the circuit any more. Both end in a fresh page, as soon as there is a
  // server to give one.
  const dialog = document.getElementById("components-reconnect-modal");
  let waiting = false;

  async function reloadWhenThere() {
    if (waiting) return;
    waiting = true;
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await fetch("health/live", { cache: "no-store" });
        if (answer.status < 500) break;
      } catch {
        // Not there yet.
      }

      await new Promise(resolve => setTimeout(resolve, Math.max(1000, pauseBefore(attempt))));
    }

    location.reload();
  }

  new MutationObserver(() => {
    const is = name => dialog.classList.contains("components-reconnect-" + name);
    if (is("failed") || is("rejected")) reloadWhenThere();
  }).observe(dialog, { attributes: true, attributeFilter: ["class"] });

  document.getElementById("reconnect-now").addEventListener("click", () => location.reload());

  // The server writes times in UTC; on hover they become local.
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "medium" });
  document.addEventListener("pointerover", event => {
    const time = event.target instanceof Element ? event.target.closest("time[datetime]") : null;
    if (time) time.title = format.format(new Date(time.dateTime));
  });
})();
