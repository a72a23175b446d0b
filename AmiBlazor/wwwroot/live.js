// Starts the circuit, says in words whenever the page is not live, and brings it back: after a start that failed, a lost connection, and sleep.
(() => {
  "use strict";

  const root = document.documentElement;
  const dialog = document.getElementById("reconnect");

  // The first attempts come at once, later ones more slowly, and they never end: a notebook that slept all night comes back too. Nobody is there to help a
  // wall screen: it asks more often.
  const isWall = root.hasAttribute("data-wall");
  const pauses = isWall ? [0, 500, 1000, 2000] : [0, 500, 1000, 2000, 3000, 5000];

  // A page that the server gives but cannot start is loaded less and less often: each load is work for the server.
  const loadPauses = [1000, 2000, 5000, 10000, 30000, 60000];
  const loadsKey = "amiblazor-loads";

  // So often may a server that is there refuse the circuit (another key for the cookie, a proxy without WebSockets) before a fresh page asks it who we are.
  const refusalsBorne = 3;

  // Longer than a busy page keeps its timers waiting, shorter than a person needs to read a status that is no longer true.
  const sleepAfter = 5000;

  // starting, slow, failed, live, asleep or lost; undefined on a page that needs no circuit. Styles and ages.js go by it.
  const state = () => root.dataset.circuit;
  const isComing = () => state() === "starting" || state() === "slow";

  function become(next) {
    if (state() === next) return;
    root.dataset.circuit = next;
    root.toggleAttribute("data-stale", next !== "starting" && next !== "live");
    for (const words of document.querySelectorAll("[data-says]")) words.hidden = !words.dataset.says.split(" ").includes(next);
  }

  function show(name) {
    dialog.classList.remove("components-reconnect-show", "components-reconnect-hide", "components-reconnect-rejected");
    dialog.classList.add("components-reconnect-" + name);
  }

  function hideFault() {
    const bar = document.getElementById("blazor-error-ui");
    if (bar) bar.style.display = "none";
  }

  const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

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

  // Who is not signed in any more learns it from a fresh page.
  async function answers(address, method = "GET") {
    try {
      const { ok, status } = await fetch(address, { method, cache: "no-store", signal: AbortSignal.timeout(8000) });
      return ok || status === 401;
    } catch {
      return false;
    }
  }

  const isServerThere = () => answers("health/live");

  async function canStart() {
    return (await isServerThere()) && (await answers("_blazor/initializers")) && (await answers("_blazor/negotiate?negotiateVersion=1", "POST"));
  }

  // How often in a row this tab was loaded without coming to life. Without storage the pauses do not grow.
  function loads(count) {
    try {
      if (count === 0) sessionStorage.removeItem(loadsKey);
      else if (count) sessionStorage.setItem(loadsKey, count);
      return Number(sessionStorage.getItem(loadsKey) ?? 0);
    } catch {
      return 0;
    }
  }

  // Whether the page itself would come: in place of a page that does not, the browser shows an error of its own, which no script of ours leaves again.
  async function isPageThere() {
    try {
      const { status } = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      return status < 500 && status !== 429;
    } catch {
      return false;
    }
  }

  // The circuit is lost for good; what it showed is on the server anyway.
  async function loadAnew() {
    show("rejected");
    while (!(await (isWall ? isPageThere() : isServerThere()))) await pause(2000);
    location.reload();
  }

  // Nothing on the page can answer, and it does not look as if it could. What is drawn here goes with the page.
  function disableControls() {
    const controls = "main :is(button, select, input, textarea), .bar button:not([data-nav-toggle], [popovertarget])";
    for (const control of document.querySelectorAll(controls)) control.disabled = true;

    // What they reached by keyboard is scrolled by it still.
    for (const part of document.querySelectorAll(".page, .tiles")) part.tabIndex = 0;
  }

  // Blazor starts once in the life of a page: the next attempt is a fresh page, as soon as the server can start one.
  let isRetrying = false;
  async function startFailed() {
    if (isRetrying || !isComing()) return;
    isRetrying = true;
    become("failed");
    hideFault();
    disableControls();
    const count = loads();
    await wait(loadPauses[Math.min(count, loadPauses.length - 1)]);
    for (let attempt = 1; state() === "failed" && !(await canStart()); attempt++) await pause(pauses[Math.min(attempt, pauses.length - 1)]);
    if (state() !== "failed") return;
    loads(count + 1);
    location.reload();
  }

  // Asks the circuit (CircuitProbe) for a number, which comes with the next drawing: all that was to be drawn before is there by then. Never over where
  // the connection has broken.
  let trips = 0;
  function catchUp() {
    const probe = document.querySelector("[data-probe]");
    const number = String(++trips);
    return new Promise(resolve => {
      const answer = new MutationObserver(() => {
        if (probe.dataset.trip !== number) return;
        answer.disconnect();
        resolve();
      });
      answer.observe(probe, { attributeFilter: ["data-trip"] });
      probe.value = number;
      probe.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  // After sleep nobody knows yet whether the connection still stands: its silence is noticed later only. What is shown is of before.
  async function awake() {
    if (state() !== "live") return;
    become("asleep");
    const isThere = await Promise.race([wait(20000).then(() => false), catchUp().then(() => true)]);
    if (state() !== "asleep") return;
    if (isThere) become("live");
    else await loadAnew();
  }

  const reconnectionHandler = {
    async onConnectionDown() {
      become("lost");
      show("show");
      let refusals = 0;
      for (let attempt = 0; refusals < refusalsBorne; attempt++) {
        await pause(pauses[Math.min(attempt, pauses.length - 1)]);

        // Asked first: a reverse proxy that waits for a frozen node learns from this request, within a second, to leave it. That of a circuit would hang.
        if (!(await isServerThere())) continue;
        try {
          if (await Blazor.reconnect()) return;
          break; // The server is there and does not know this circuit any more, or it is another node.
        } catch {
          refusals++;
        }
      }

      await loadAnew();
    },
    async onConnectionUp() {
      // A failed attempt may have raised it; the page is sound.
      hideFault();

      // The picture is full before the veil is lifted. If the connection breaks again meanwhile, the next one lifts it.
      await catchUp();
      become("live");
      show("hide");
    },
  };

  function configureSignalR(builder) {
    // A pulled cable and a frozen server are seen by silence alone. The server says how long one may be (CircuitTimings), and speaks more often.
    builder.withServerTimeout(Number(root.dataset.silence)).withKeepAliveInterval(5000);

    // Blazor tells nobody but the console that its first connection failed.
    const build = builder.build.bind(builder);
    builder.build = () => {
      const connection = build();
      const start = connection.start.bind(connection);
      connection.start = async () => {
        try {
          await start();
        } catch (failure) {
          startFailed();
          throw failure;
        }
      };
      return connection;
    };
  }

  // The first requests of a circuit fail without a word to the page, too.
  function watchRequests() {
    const plain = window.fetch.bind(window);
    window.fetch = async (...request) => {
      const isOfCircuit = isComing() && typeof request[0] === "string" && request[0].includes("_blazor/");
      try {
        const answer = await plain(...request);
        if (isOfCircuit && !answer.ok) startFailed();
        return answer;
      } catch (failure) {
        if (isOfCircuit) startFailed();
        throw failure;
      }
    };
  }

  async function start() {
    if (isComing()) watchRequests();
    try {
      await Blazor.start({ circuit: { configureSignalR, reconnectionHandler } });
    } catch {
      // Its script did not arrive, or what it needs first.
      startFailed();
    }
  }

  document.getElementById("reconnect-now").addEventListener("click", () => location.reload());
  document.getElementById("start-now")?.addEventListener("click", () => location.reload());
  start();
  if (!state()) return;

  // The circuit runs, and its first picture is drawn.
  new MutationObserver((_, arrival) => {
    if (!document.querySelector("[data-running]")) return;
    arrival.disconnect();
    loads(0);
    become("live");
  }).observe(document.body, { subtree: true, childList: true });
  setTimeout(() => isComing() && become("slow"), 1000);

  // Nothing refused it, and nothing came of it.
  setTimeout(startFailed, 30000);

  // Where timers stood still, the page or the computer did.
  let lastTick = Date.now();
  setInterval(() => {
    const elapsed = Date.now() - lastTick;
    lastTick += elapsed;
    if (elapsed > sleepAfter && !document.hidden) awake();
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - lastTick > sleepAfter) awake();
  });
  document.addEventListener("resume", awake);

  // A page kept by the browser for "back" has told the server that it is gone.
  window.addEventListener("pageshow", event => {
    if (event.persisted) location.reload();
  });
})();
