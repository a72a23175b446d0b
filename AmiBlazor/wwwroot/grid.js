// Rows and cards by keyboard, and a click anywhere on a row. The rows and cards themselves are Blazor's: nothing here changes them.
(() => {
  "use strict";

  const rowOf = element => (element instanceof Element ? element.closest("[data-grid] .line") : null);
  const gridOf = element => (element instanceof Element ? element.closest("[data-grid]") : null);

  // A line of cards is in this respect a row: its place is counted from 2 as well, because a table's first row is its head.
  const placeOf = row => {
    const line = row.closest("[data-line]");
    return line ? Number(line.dataset.line) + 2 : Number(row.getAttribute("aria-rowindex"));
  };
  const isPlan = grid => grid.hasAttribute("data-plan");
  const linkOf = row => (row instanceof HTMLAnchorElement ? row : row.querySelector("a"));
  const someRow = grid => grid.querySelector(".line:not(.glance .line)");
  const at = (grid, kind, place) => {
    const line = `[data-line="${place - 2}"]`;
    return [...grid.querySelectorAll(`.${kind}[aria-rowindex="${place}"], .${kind}${line}, ${line} > .${kind}`)].filter(row => !row.closest(".glance"));
  };
  const headingAt = (grid, place) => at(grid, "group", place)[0];
  const lastPlace = grid =>
    grid.dataset.lines === undefined ? Number(grid.querySelector("table").getAttribute("aria-rowcount")) : Number(grid.dataset.lines) + 1;

  // From the top of one to the top of the next.
  const heightOf = row => (row ? row.offsetHeight + parseFloat(getComputedStyle(row).marginBottom) : 40);

  // Where the person was: the grid takes it up again after a drawer, and when a row moves away under the hand. In a line of cards, also at which of them.
  let last = 2;
  let column = 0;

  // Beside a drawer lines are shorter, so that a card has another place.
  let lastCard = null;

  function rowAt(grid, place) {
    const line = at(grid, "line", place);
    return line[Math.min(column, line.length - 1)];
  }

  function remember(row) {
    last = placeOf(row);
    lastCard = row.getAttribute("href");
    const line = at(gridOf(row), "line", last);
    if (line.includes(row)) column = line.indexOf(row);
  }

  // The link outside the grid that opened the drawer, if one did: it gets the keyboard back.
  let opener = null;

  function show(grid, row) {
    last = placeOf(row);
    lastCard = row.getAttribute("href");
    if (isPlan(grid)) return amiblazor.toPlan(grid, row);
    const head = grid.querySelector("thead")?.offsetHeight ?? 0;
    const frame = grid.getBoundingClientRect();
    const box = row.getBoundingClientRect();
    if (last <= 3) grid.scrollTop = 0;
    else if (box.top < frame.top + head) grid.scrollTop -= frame.top + head - box.top;
    else if (box.bottom > frame.bottom) grid.scrollTop += box.bottom - frame.bottom;
    row.focus({ preventScroll: true });
  }

  // A row that is not there yet is scrolled to and awaited; only the newest request counts. The row that is left goes out of sight meanwhile.
  let request = 0;
  let awaited = false;
  function go(grid, place, isUp = false) {
    if (isPlan(grid)) return amiblazor.toPlan(grid);
    const rows = lastPlace(grid);
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
    grid.scrollTop = (there - 2) * heightOf(someRow(grid)) - grid.clientHeight / 2;
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

  // To the card beside, in the next line behind the last one of a line.
  function goBeside(grid, card, isBack) {
    const line = at(grid, "line", placeOf(card));
    const there = line.indexOf(card) + (isBack ? -1 : 1);
    const place = placeOf(card) + (isBack ? -1 : 1);
    const first = headingAt(grid, 2) ? 3 : 2;
    if (!line[there] && (place < first || place > lastPlace(grid))) return;
    column = there < 0 ? Infinity : there === line.length ? 0 : there;
    if (line[there]) show(grid, line[there]);
    else go(grid, place, isBack);
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
    if (!field) return;
    field.value = sign + linkOf(row).getAttribute("href");
    field.dispatchEvent(new Event("change", { bubbles: true }));
    last = placeOf(row);
    row.focus({ preventScroll: true });
  }

  const pick = (row, isRange) => tell(row, isRange ? range : "");

  // The list of shortcuts is the server's to open; each time is told by another number.
  let shortcutsAsked = 0;

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const hasShortcuts = document.documentElement.dataset.shortcuts !== "off";
    const field = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (event.key === "?" && hasShortcuts && !field && !document.querySelector(".mud-dialog")) {
      const asked = document.querySelector("[data-shortcuts-asked]");
      if (!asked) return;
      event.preventDefault();
      asked.value = String(++shortcutsAsked);
      asked.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }

    if (event.key === "/" && hasShortcuts && !field) {
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
    if (isPlan(grid)) return amiblazor.alongPlan(grid, event);
    const row = rowOf(event.target);
    const page = Math.max(1, Math.floor(grid.clientHeight / heightOf(someRow(grid))) - 2);
    const here = row ? placeOf(row) : last;
    const there = {
      ArrowDown: row || awaited ? here + 1 : here,
      ArrowUp: row || awaited ? here - 1 : here,
      PageDown: here + page,
      PageUp: here - page,
      Home: 2,
      End: lastPlace(grid),
    }[event.key];
    if (grid.hasAttribute("data-cards") && row && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      goBeside(grid, row, event.key === "ArrowLeft");
    } else if (there !== undefined) {
      event.preventDefault();
      if (event.key === "Home") column = 0;
      if (event.key === "End") column = Infinity;
      go(grid, there, there < here || event.key === "End");
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
      open(linkOf(row));
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
    const link = row ? linkOf(row) : target?.closest("a[data-merge]");
    if (!link || (row && String(getSelection()))) return;
    event.preventDefault();
    event.stopPropagation();
    if (row) remember(row);

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

      // Beside a plan there is a second list.
      const cards = [...document.querySelectorAll("[data-grid] a.line")];
      const card = lastCard && cards.find(card => card.getAttribute("href") === lastCard && !card.closest(".glance"));
      const row = card || rowAt(grid, last);
      if (row) show(gridOf(row), row);
      else grid.focus({ preventScroll: true });
    },
  });
})();
