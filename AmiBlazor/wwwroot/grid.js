// The grid by keyboard, a click anywhere on a row, and calls that are counted by the second. The rows themselves are Blazor's: nothing here changes them.
(() => {
  "use strict";

  const rowOf = element => (element instanceof Element ? element.closest("[data-grid] tr.line") : null);
  const gridOf = element => (element instanceof Element ? element.closest("[data-grid]") : null);
  const placeOf = row => Number(row.getAttribute("aria-rowindex"));
  const someRow = grid => grid.querySelector("table:not(.glance) tbody tr.line");
  const headingAt = (grid, place) => grid.querySelector(`table:not(.glance) tbody tr.group[aria-rowindex="${place}"]`);
  const rowAt = (grid, place) => grid.querySelector(`table:not(.glance) tbody tr.line[aria-rowindex="${place}"]`);

  // Where the person was: the grid takes it up again after a drawer, and when a row moves away under the hand.
  let last = 2;

  // The link outside the grid that opened the drawer, if one did: it gets the keyboard back.
  let opener = null;

  function show(grid, row) {
    last = placeOf(row);
    const head = grid.querySelector("thead").offsetHeight;
    const frame = grid.getBoundingClientRect();
    const box = row.getBoundingClientRect();
    if (box.top < frame.top + head) grid.scrollTop -= frame.top + head - box.top;
    else if (box.bottom > frame.bottom) grid.scrollTop += box.bottom - frame.bottom;
    row.focus({ preventScroll: true });
  }

  // A row that is not there yet is scrolled to and awaited; only the newest request counts. The row that is left goes out of sight meanwhile.
  let request = 0;
  let awaited = false;
  function go(grid, place, isUp = false) {
    const rows = Number(grid.querySelector("table").getAttribute("aria-rowcount"));
    const there = Math.max(2, Math.min(place, rows));
    const mine = ++request;

    // A group's heading is passed. It has a row behind it, and before it as well unless it is the first.
    const pass = () => go(grid, isUp && there > 2 ? there - 1 : there + 1);
    if (headingAt(grid, there)) return pass();
    const row = rowAt(grid, there);
    awaited = !row;
    if (row) return show(grid, row);
    last = there;
    grid.focus({ preventScroll: true });
    grid.scrollTop = (there - 2) * (someRow(grid)?.offsetHeight ?? 0) - grid.clientHeight / 2;
    const until = performance.now() + 3000;
    const look = () => {
      if (mine !== request) return;
      if (headingAt(grid, there)) return pass();
      const row = rowAt(grid, there);
      awaited = !row && performance.now() < until;
      if (row) show(grid, row);
      else if (awaited) requestAnimationFrame(look);
    };
    look();
  }

  // A plain table, all of whose rows are there: from the link of one row to that of another.
  function goAlong(list, event) {
    const links = [...list.querySelectorAll("tbody a.open")];
    const row = event.target.closest("tbody tr");
    const here = row ? links.findIndex(link => row.contains(link)) : -1;
    const there = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key];
    if (there === undefined || links.length === 0) return;
    event.preventDefault();
    links[Math.max(0, Math.min(there, links.length - 1))].focus();
  }

  // One is open at a time.
  const drawers = ["open", "run", "pbx-panel"];

  function open(link) {
    const url = new URL(location.href);
    for (const [name, value] of new URL(link.href).searchParams) url.searchParams.set(name, value);
    const drawer = drawers.find(name => link.search.startsWith(`?${name}=`));
    for (const name of drawers) if (drawer && name !== drawer) url.searchParams.delete(name);
    Blazor.navigateTo(url.pathname + url.search);
  }

  // What is done to a row is the server's to do: it is told the row's link, with a sign before it for what is not to select this row alone.
  const [range, edit, star] = ["+", "=", "*"];
  function tell(row, sign) {
    const field = gridOf(row).querySelector("[data-pick]");
    field.value = sign + row.querySelector("a").getAttribute("href");
    field.dispatchEvent(new Event("change", { bubbles: true }));
    last = placeOf(row);
    row.focus({ preventScroll: true });
  }

  const pick = (row, isRange) => tell(row, isRange ? range : "");

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (event.key === "/" && !field) {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
      return;
    }

    if (event.key === "ArrowDown" && event.target instanceof Element && event.target.matches("[data-search]")) {
      const grid = document.querySelector("[data-grid]");
      if (grid) {
        event.preventDefault();
        go(grid, 2);
      }
      return;
    }

    const list = event.target instanceof Element && event.target.closest("[data-rows]");
    if (list) return goAlong(list, event);

    const grid = gridOf(event.target);
    if (!grid) return;

    // Enter saves a row that is edited: in a field of several lines too.
    if (event.key === "Enter" && !event.shiftKey && field?.matches(".cell-field")) event.preventDefault();
    if (field) return;
    const row = rowOf(event.target);
    const page = Math.max(1, Math.floor(grid.clientHeight / (someRow(grid)?.offsetHeight || 40)) - 2);
    const here = row ? placeOf(row) : last;
    const rows = Number(grid.querySelector("table").getAttribute("aria-rowcount"));
    const there = {
      ArrowDown: row || awaited ? here + 1 : here,
      ArrowUp: row || awaited ? here - 1 : here,
      PageDown: here + page,
      PageUp: here - page,
      Home: 2,
      End: rows,
    }[event.key];
    if (there !== undefined) {
      event.preventDefault();
      go(grid, there, there < here);
    } else if (event.key === " " && row) {
      event.preventDefault();
      pick(row, event.shiftKey);
    } else if (event.key === "F2" && row && grid.hasAttribute("data-editable")) {
      event.preventDefault();
      tell(row, edit);
    } else if (event.key === "f" && row?.querySelector(".star")) {
      event.preventDefault();
      tell(row, star);
    } else if (event.key === "Enter" && row && !(event.target instanceof HTMLAnchorElement)) {
      event.preventDefault();
      open(row.querySelector("a"));
    }
  });

  // A range of rows is selected, not the text between two clicks.
  document.addEventListener("mousedown", event => {
    if (event.shiftKey && gridOf(rowOf(event.target))?.hasAttribute("data-selecting")) event.preventDefault();
  });

  // Before Blazor's own handling of links: what is in the address already stays there.
  document.addEventListener("click", event => {
    if (event.defaultPrevented || event.button !== 0) return;
    const target = event.target instanceof Element ? event.target : null;
    const row = rowOf(target);
    const isModified = event.ctrlKey || event.metaKey || event.shiftKey;

    const act = row && target.closest(".star, .pencil");
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      return tell(row, act.matches(".star") ? star : edit);
    }

    // A click into a row that is edited is about its fields.
    if (row?.classList.contains("editing")) return;

    // The box is drawn by the server: what a click does to it here could differ from what is selected.
    if (row && gridOf(row).hasAttribute("data-selecting") && (isModified || target.closest(".c-check"))) {
      event.preventDefault();
      event.stopPropagation();
      return pick(row, event.shiftKey);
    }

    if (isModified || event.altKey) return;
    const link = row ? row.querySelector("a") : target?.closest("a[data-merge]");
    if (!link || (row && String(getSelection()))) return;
    event.preventDefault();
    event.stopPropagation();
    if (row) last = placeOf(row);

    // A link within a drawer goes with it.
    if (!link.closest("[data-drawer]")) opener = row ? null : link;
    open(link);
  }, true);

  // A row that moves in the table loses the keyboard; it, or what stands in its place, gets it back.
  document.addEventListener("focusout", event => {
    const row = rowOf(event.target);
    if (!row) return;
    if (!awaited) last = placeOf(row);
    const grid = gridOf(row);
    setTimeout(() => {
      if (document.activeElement !== document.body || !document.hasFocus() || !grid?.isConnected) return;
      if (event.target.isConnected) event.target.focus({ preventScroll: true });
      else if (row.isConnected) row.focus({ preventScroll: true });
      else grid.focus({ preventScroll: true });
    });
  });

  // A row's times are ages; the exact time is written where the pointer rests, and not sent with every change.
  document.addEventListener("mouseover", event => {
    const cell = rowOf(event.target) && event.target.closest(".c-since:not(.least), .c-seen");
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
    const now = Date.now() + skew;
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
  new MutationObserver(tick).observe(document.body, { subtree: true, childList: true, attributeFilter: ["datetime", "data-tick", "data-since", "data-now"] });

  Object.assign(window.amiblazor, {
    // The same for a plain table: to the link that opened the drawer, or to the table if that row is not shown. Not if one has gone on.
    backToRow(id) {
      const at = document.activeElement;
      if (at !== document.body && !at.closest("[data-drawer]")) return;
      (document.getElementById(id) ?? document.querySelector("[data-rows]"))?.focus();
    },

    // Text into the clipboard; false where the browser does not let a page do that.
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },

    // A file that the server made for this page alone.
    save(name, type, bytes) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([bytes], { type }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    },

    // To the grid that has just come, if the keyboard was on what it came instead of.
    toGrid() {
      if (document.activeElement === document.body) document.querySelector("[data-grid]")?.focus({ preventScroll: true });
    },

    // To the row whose fields have gone, if the keyboard was in them.
    backToLine() {
      const grid = document.querySelector("[data-grid]");
      if (grid && document.activeElement === document.body) (rowAt(grid, last) ?? grid).focus({ preventScroll: true });
    },

    // The keyboard goes back to where it was before a drawer opened.
    backToGrid() {
      if (opener?.isConnected) {
        opener.focus({ preventScroll: true });
        return;
      }

      const grid = document.querySelector("[data-grid]");
      if (!grid) {
        // No row passes the filter.
        document.getElementById("main")?.focus({ preventScroll: true });
        return;
      }

      const row = rowAt(grid, last);
      if (row) show(grid, row);
      else grid.focus({ preventScroll: true });
    },
  });
})();
