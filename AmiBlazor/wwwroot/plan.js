// Floor plans: from place to place by keyboard, and places that are dragged. The places themselves are Blazor's; what was dragged, the server is told.
(() => {
  "use strict";

  const middle = element => {
    const box = element.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };

  function show(spot) {
    spot.scrollIntoView({ block: "nearest", inline: "nearest" });
    spot.focus({ preventScroll: true });
  }

  // The nearest place in a direction: what lies straight ahead counts for more than what lies aside.
  function next(spots, from, [rightwards, downwards]) {
    const [x, y] = middle(from);
    let best = null;
    let least = Infinity;
    for (const spot of spots) {
      const [dx, dy] = middle(spot).map((value, axis) => value - [x, y][axis]);
      const ahead = dx * rightwards + dy * downwards;
      const aside = Math.abs(dx * downwards) + Math.abs(dy * rightwards);
      if (spot === from || ahead < 1 || aside > ahead * 2 + 4) continue;
      if (ahead + aside * 2 < least) [best, least] = [spot, ahead + aside * 2];
    }
    return best;
  }

  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // The server is told by a field, as with rows that are picked.
  function tell(room, text) {
    const field = room.querySelector("[data-moved]");
    field.value = text;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const within = value => Math.max(0, Math.min(1000, Math.round(value)));
  function put(spot, x, y) {
    spot.style.setProperty("--x", String(x / 10));
    spot.style.setProperty("--y", String(y / 10));
  }

  Object.assign(window.amiblazor, {
    // A key on a plan that is watched.
    alongPlan(plan, event) {
      const spots = [...plan.querySelectorAll(".spot")];
      const here = event.target.closest(".spot");
      const way = ways[event.key];
      const there = event.key === "Home" ? spots[0] : event.key === "End" ? spots.at(-1) : !way ? null : here ? next(spots, here, way) : spots[0];
      if (!way && !there) return;
      event.preventDefault();
      if (there) show(there);
    },

    // To a place, or to the plan where there is none.
    toPlan(plan, spot = plan.querySelector(".spot")) {
      if (spot) show(spot);
      else plan.focus();
    },
  });

  // The Tab key passes the places by, which are for the arrow keys.
  function passBy() {
    for (const spot of document.querySelectorAll("[data-plan] a.spot:not([tabindex])")) spot.tabIndex = -1;
  }

  passBy();
  new MutationObserver(passBy).observe(document.body, { subtree: true, childList: true });

  // Phones that ring beat, all at once: for animations the browser computes styles sixty times a second, however few their steps are. Nothing moves on a
  // board that is frozen, nor for those who want less motion.
  const wantsStill = matchMedia("(prefers-reduced-motion: reduce)");
  setInterval(() => {
    const isStill = wantsStill.matches || document.querySelector("[data-frozen]") !== null;
    for (const plan of document.querySelectorAll("[data-plan]")) plan.toggleAttribute("data-beat", !isStill && !plan.hasAttribute("data-beat"));
  }, 600);

  // A drawer lies over the plan: the place that it explains comes out from under it.
  document.addEventListener("focusin", event => {
    if (event.target instanceof Element && event.target.matches("[data-drawer]"))
      document.querySelector('[data-plan] [aria-current="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  // Arrow keys move a place that is arranged by a hundredth, with Shift by a thousandth.
  document.addEventListener("keydown", event => {
    const spot = event.target instanceof Element && event.target.closest("[data-room] [data-drag]");
    const way = spot && !event.ctrlKey && !event.metaKey && !event.altKey && ways[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.shiftKey ? 1 : 10;
    const [x, y] = ["--x", "--y"].map(name => spot.style.getPropertyValue(name)).map((value, axis) => within(parseFloat(value) * 10 + way[axis] * step));
    put(spot, x, y);
    tell(spot.closest("[data-room]"), `${spot.dataset.drag} ${x} ${y}`);
  });

  // By the pointer and not by the browser's own dragging, which touch screens do not have.
  let drag = null;
  document.addEventListener("pointerdown", event => {
    const handle = event.button === 0 && event.target instanceof Element && event.target.closest("[data-drag]");
    const room = handle && handle.closest("[data-plan-editor]")?.querySelector("[data-room]");
    if (!room) return;
    const isSpot = room.contains(handle);
    const [x, y] = isSpot ? middle(handle) : [event.clientX, event.clientY];
    drag = { handle, room, isSpot, pointer: event.pointerId, from: [event.clientX, event.clientY], hold: [x - event.clientX, y - event.clientY], before: handle.style.cssText };
  });

  document.addEventListener("pointermove", event => {
    if (!drag || drag.pointer !== event.pointerId) return;
    if (!drag.moved) {
      if (Math.hypot(event.clientX - drag.from[0], event.clientY - drag.from[1]) < 4) return;
      drag.handle.setPointerCapture(event.pointerId);
      drag.moved = drag.isSpot ? drag.handle : drag.handle.cloneNode(true);
      if (!drag.isSpot) {
        drag.moved.classList.add("dragged");
        document.body.append(drag.moved);
      }
    }

    const box = drag.room.getBoundingClientRect();
    const [x, y] = [event.clientX + drag.hold[0], event.clientY + drag.hold[1]];
    const point = [(x - box.left) / box.width, (y - box.top) / box.height];
    drag.isInside = point.every(value => value >= -0.02 && value <= 1.02);
    drag.point = point.map(value => within(value * 1000));
    if (drag.isSpot) put(drag.handle, ...drag.point);
    else drag.moved.style.cssText = `left:${x}px;top:${y}px`;
  });

  function end(event, isDone) {
    if (!drag || drag.pointer !== event.pointerId) return;
    const { handle, room, isSpot, moved, point, isInside, before } = drag;
    drag = null;
    if (!moved) return;
    if (!isSpot) moved.remove();
    if (isDone && (isSpot || isInside)) tell(room, `${handle.dataset.drag} ${point.join(" ")}`);
    else if (isSpot) handle.style.cssText = before;

    // What ends a drag is no click.
    const pass = click => {
      click.preventDefault();
      click.stopPropagation();
    };
    document.addEventListener("click", pass, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", pass, { capture: true }));
  }

  document.addEventListener("pointerup", event => end(event, true));
  document.addEventListener("pointercancel", event => end(event, false));
})();
