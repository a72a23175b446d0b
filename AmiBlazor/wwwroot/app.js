// Starts the circuit, brings it or the page back when it is gone, and shows times in the person's own zone. Everything else is Blazor's.
(() => {
  "use strict";

  const dialog = document.getElementById("reconnect");
  const faultBar = document.getElementById("blazor-error-ui");

  // The first attempts come at once, later ones more slowly, and they never end: a notebook that slept all night comes back too.
  const pauses = [0, 500, 1000, 2000, 3000, 5000];

  // So often may a server that is there refuse the circuit (another key for the cookie, a proxy without WebSockets) before a fresh page asks it who we are.
  const refusalsBorne = 3;

  function show(state) {
    dialog.classList.remove("components-reconnect-show", "components-reconnect-hide", "components-reconnect-rejected");
    dialog.classList.add("components-reconnect-" + state);
  }

  // Over at once when the person comes back to the page, or the network to the computer.
  function pause(milliseconds) {
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer);
        window.removeEventListener("online", done);
        document.removeEventListener("visibilitychange", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      window.addEventListener("online", done);
      document.addEventListener("visibilitychange", done);
    });
  }

  async function isServerThere() {
    try {
      return (await fetch("health/live", { cache: "no-store" })).ok;
    } catch {
      return false;
    }
  }

  // The circuit is lost for good; what it showed is on the server anyway.
  async function loadAnew() {
    show("rejected");
    while (!(await isServerThere())) await pause(2000);
    location.reload();
  }

  const reconnectionHandler = {
    async onConnectionDown() {
      show("show");
      let refusals = 0;
      for (let attempt = 0; refusals < refusalsBorne; attempt++) {
        await pause(pauses[Math.min(attempt, pauses.length - 1)]);
        try {
          if (await Blazor.reconnect()) return;
          break; // The server is there and does not know this circuit any more.
        } catch {
          if (await isServerThere()) refusals++;
        }
      }

      await loadAnew();
    },
    onConnectionUp() {
      // A failed attempt may have raised it; the page is sound.
      faultBar.style.display = "none";
      show("hide");
    },
  };

  Blazor.start({
    circuit: {
      // A pulled cable is seen by silence alone; the server speaks every 5 s.
      configureSignalR: builder => builder.withServerTimeout(15000).withKeepAliveInterval(5000),
      reconnectionHandler,
    },
  });

  document.getElementById("reconnect-now").addEventListener("click", () => location.reload());

  // Empty where the server would not read it either.
  function lookCookie() {
    const text = new URLSearchParams(`look=${/(?:^|; )amiblazor-look=([^;]*)/.exec(document.cookie)?.[1] ?? ""}`).get("look");
    return text.length > 1000 ? "" : text;
  }

  // The look that this page knows; another tab may have changed the cookie since.
  let look = lookCookie();

  // What the page asks of the browser.
  window.amiblazor = {
    // Applies how the person likes the page, and keeps what they have changed for the next time.
    keepLook(cookie, theme, isCompact) {
      const root = document.documentElement;
      root.dataset.theme = theme;
      if (isCompact) root.dataset.density = "compact";
      else delete root.dataset.density;
      const [before, after, kept] = [look, cookie, lookCookie()].map(text => new URLSearchParams(text));
      look = cookie;
      for (const name of new Set([...before.keys(), ...after.keys()])) {
        if (before.get(name) === after.get(name)) continue;
        if (after.has(name)) kept.set(name, after.get(name));
        else kept.delete(name);
      }

      const secure = location.protocol === "https:" ? "; secure" : "";
      document.cookie = `amiblazor-look=${encodeURIComponent(kept)}; path=/; max-age=31536000; samesite=lax${secure}`;
    },

    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
  };

  if (document.querySelector("[data-print]")) window.addEventListener("load", () => window.print());

  // On hover a time says its day and second, in the person's zone and language.
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "medium" });
  document.addEventListener("pointerover", event => {
    const time = event.target instanceof Element ? event.target.closest("time[datetime]:not(.least)") : null;
    if (time) time.title = format.format(new Date(time.dateTime));
  });
})();
