// A wall screen that cannot lie: it asks its page once a second whether all of it still holds, and says in large letters for how long nobody has said so. It
// keeps the screen awake, and comes back by itself whatever happens, for weeks. No clock that somebody sets is trusted: performance.now() only goes forward.
(() => {
  "use strict";

  const root = document.documentElement;
  const veil = document.getElementById("wall-veil");
  const age = veil.querySelector(".age");
  const limit = Number(veil.dataset.limit);

  // An answer that does not come is asked for again after this time; the late one still counts, from when it was asked for.
  const longestTrip = 3000;

  // live.js brings the page back long before: this is for what it does not see, such as an error within the page.
  const patience = 20000;

  // Once a day the page is loaded anew in this hour, so that a browser does not grow old with it; while somebody rings, it waits.
  const quietHour = 4;
  const reloadAfter = 6 * 3600000;
  const reloadsKey = "amiblazor-wall-loads";

  const sent = new Map();
  let trips = 0;

  // The page was made after its request began, which is zero on this clock.
  let provenAt = 0;
  let askedAt = -Infinity;
  let unheard = null;
  let unheardAt = 0;
  let pbxLimit = limit;
  let isLoading = false;
  let loadAt = patience;

  const fill = (template, ...values) => template.replace(/\{(\d)(?::(0+))?\}/g, (_, place, zeros) => String(values[place]).padStart(zeros?.length ?? 0, "0"));

  function words(milliseconds) {
    const seconds = Math.floor(milliseconds / 1000);
    if (seconds < 60) return fill(veil.dataset.seconds, seconds);
    const minutes = Math.floor(seconds / 60);
    if (minutes < 10) return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
    return minutes < 60 ? fill(veil.dataset.minutes, minutes) : fill(veil.dataset.hours, Math.floor(minutes / 60), minutes % 60);
  }

  // What has been answered was true when it was asked for, or later.
  function takeAnswer(wall) {
    const trip = Number(wall.dataset.trip);
    if (!sent.has(trip)) return;
    provenAt = sent.get(trip);
    for (const earlier of [...sent.keys()]) if (earlier <= trip) sent.delete(earlier);
    pbxLimit = Number(wall.dataset.limit);
    unheard = wall.dataset.unheard === undefined ? null : Number(wall.dataset.unheard);
    unheardAt = provenAt;
    loadAt = performance.now() + patience;
    keepLoads(0);
  }

  function ask(wall, now) {
    if (root.dataset.circuit !== "live" || now - askedAt < (sent.size > 0 ? longestTrip : 1000)) return;
    const probe = wall.querySelector("[data-wall-probe]");
    askedAt = now;
    sent.set(++trips, now);
    probe.value = String(trips);
    probe.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Which of the two is silent, and for how long; null while both have spoken lately. A PBX that was never heard has been silent since the page began.
  function silence(now) {
    if (now - provenAt > limit) return { lacks: "server", span: now - provenAt };
    const span = unheard === null ? now : unheard + now - unheardAt;
    return trips > 0 && span > pbxLimit ? { lacks: "pbx", span } : null;
  }

  function draw(now, wall) {
    const silent = silence(now);
    root.toggleAttribute("data-unproven", silent !== null);
    if (silent) {
      age.textContent = words(silent.span);
      for (const line of veil.querySelectorAll("[data-lacks]")) line.hidden = line.dataset.lacks !== silent.lacks;
    }

    veil.hidden = silent === null;
    const proven = wall?.querySelector("[data-proven]");
    if (proven) proven.textContent = words(now - provenAt);
  }

  // Without storage a page that never comes to life is loaded as often as the first time.
  function keepLoads(count) {
    try {
      if (count === 0) sessionStorage.removeItem(reloadsKey);
      else if (count) sessionStorage.setItem(reloadsKey, count);
      return Number(sessionStorage.getItem(reloadsKey) ?? 0);
    } catch {
      return 0;
    }
  }

  // Only what the server answers is loaded: nothing of ours runs on the browser's own page for errors.
  async function load() {
    if (isLoading) return;
    isLoading = true;
    try {
      const { status } = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (status < 500 && status !== 429) {
        keepLoads(keepLoads() + 1);
        location.reload();
        return;
      }
    } catch (failure) {
      console.info("The wall is loaded later: " + failure);
    }

    isLoading = false;
  }

  function loadWhereNeeded(now, wall) {
    if (now > loadAt) {
      // Each load that did not help makes the next one wait longer, up to two minutes.
      loadAt = now + Math.min(patience * 2 ** keepLoads(), 120000);
      load();
    } else if (now > reloadAfter && new Date().getHours() === quietHour && wall?.dataset.ringing === "0" && now - provenAt < limit) {
      loadAt = now + patience;
      load();
    }
  }

  setInterval(() => {
    const now = performance.now();
    const wall = document.querySelector("[data-wall-probe]")?.closest(".wall");
    if (wall) {
      takeAnswer(wall);
      ask(wall, now);
    }

    draw(now, wall);
    loadWhereNeeded(now, wall);
  }, 250);

  // A browser gives the lock up when its window is hidden, and refuses it without HTTPS: then the screen's own settings decide.
  let lock = null;
  async function stayAwake() {
    if (document.hidden || !navigator.wakeLock || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
    } catch (refusal) {
      console.info("The screen may fall asleep: " + refusal);
    }
  }

  document.addEventListener("visibilitychange", stayAwake);
  setInterval(stayAwake, 60000);
  stayAwake();
})();
