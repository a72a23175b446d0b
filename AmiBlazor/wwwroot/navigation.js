// Narrows the navigation on a wide screen and opens it over the page on a narrow one. Without a circuit, so that it works on every page at once.
(() => {
  "use strict";

  const root = document.documentElement;
  const isOver = matchMedia("(max-width: 959.98px)");
  const navigation = () => document.getElementById("navigation");
  const toggle = () => document.querySelector("[data-nav-toggle]");

  function mark() {
    const isOpen = isOver.matches ? root.hasAttribute("data-nav-open") : root.dataset.nav !== "narrow";
    toggle()?.setAttribute("aria-expanded", String(isOpen));
  }

  function close() {
    if (!root.hasAttribute("data-nav-open")) return;
    const hadFocus = navigation()?.contains(document.activeElement);
    root.removeAttribute("data-nav-open");
    mark();
    if (hadFocus) toggle()?.focus();
  }

  function narrow(isNarrow) {
    if (isNarrow) root.dataset.nav = "narrow";
    else delete root.dataset.nav;
    mark();
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `amiblazor-nav=${isNarrow ? "narrow" : ""}; path=${new URL(document.baseURI).pathname}; max-age=${isNarrow ? 31536000 : 0}; samesite=lax${secure}`;
  }

  document.addEventListener("click", event => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-nav-toggle]")) {
      if (!isOver.matches) narrow(root.dataset.nav !== "narrow");
      else if (root.hasAttribute("data-nav-open")) close();
      else {
        root.setAttribute("data-nav-open", "");
        mark();
        navigation()?.querySelector("a")?.focus();
      }
    } else if (event.target.closest("[data-nav-close], #navigation a")) close();
  });
  // Not left to the browser: “#main” alone leads to the start page, because the page has a base address.
  document.addEventListener("click", event => {
    if (!(event.target instanceof Element) || !event.target.closest(".skip")) return;
    event.preventDefault();
    event.stopPropagation();
    document.getElementById("main")?.focus();
  }, true);

  // A drawer is closed by Escape from wherever the keyboard is, so also before it has come into the drawer; from within, the drawer hears it by itself. What is
  // open on top of it comes first, and what has a use of its own for the key.
  const hasItsOwn = "[data-drawer], input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [aria-expanded=true]";
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    const isOpen = root.hasAttribute("data-nav-open");
    close();
    if (isOpen || event.defaultPrevented || !(event.target instanceof Element) || event.target.closest(hasItsOwn)) return;
    if (document.querySelector(".mud-dialog, :popover-open")) return;
    document.querySelector("[data-drawer] [data-close]")?.click();
  });
  isOver.addEventListener("change", () => {
    close();
    mark();
  });
  document.addEventListener("DOMContentLoaded", mark);
})();
