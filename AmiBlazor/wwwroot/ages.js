// Ages where no circuit keeps them true: on pages without one, before it runs, and while it is lost. “Just now” must not stand there for an hour.
(() => {
  "use strict";

  const words = document.getElementById("ages")?.dataset;
  if (!words) return;
  const skew = Number(words.serverNow) - Date.now();

  // What was written over, to be put back when the circuit goes on: it only sends what has changed since.
  const written = new Map();

  const fill = (template, ...values) => template.replace(/\{(\d)(?::(0+))?\}/g, (_, place, zeros) => String(values[place]).padStart(zeros?.length ?? 0, "0"));

  // As RelativeTime says it; null within the first minute.
  function span(minutes) {
    if (minutes < 1) return null;
    if (minutes < 60) return fill(words.minutes, minutes);
    const hours = Math.floor(minutes / 60);
    if (hours < 24) return fill(words.hours, hours, minutes % 60);
    const days = Math.floor(hours / 24);
    return days < 10 ? fill(words.days, days, hours % 24) : fill(words.manyDays, days);
  }

  const ago = text => (text === null ? words.now : fill(words.ago, text));
  const forms = {
    since: text => text ?? words.now,
    least: text => (text === null ? words.seen : fill(words.least, text)),
    ago,
    within: (text, _, element) => fill(element.dataset.sentence, ago(text)),
    both: (text, shown) => shown.replace(/ \(.*\)$/, ` (${ago(text)})`),
  };

  function write(element, at, form) {
    const node = element.firstChild;
    if (node?.nodeType !== Node.TEXT_NODE || !at) return;
    const minutes = Math.floor((Date.now() + skew - Date.parse(at)) / 60000);
    const text = forms[form](span(minutes), node.data, element);
    if (text === node.data) return;
    written.set(node, { original: written.get(node)?.original ?? node.data, text });
    node.data = text;
  }

  function putBack() {
    for (const [node, { original, text }] of written) if (node.data === text) node.data = original;
    written.clear();
  }

  function tick() {
    if (document.documentElement.dataset.circuit === "live") return putBack();
    for (const time of document.querySelectorAll("time[data-age]")) write(time, time.dateTime, time.dataset.age);
    for (const row of document.querySelectorAll(".line[data-since]")) {
      const since = row.querySelector(".c-since");
      if (since) write(since, row.dataset.since, since.classList.contains("least") ? "least" : "since");
      const seen = row.querySelector(".c-seen");
      if (seen) write(seen, row.dataset.seen, "since");
    }
  }

  setInterval(tick, 1000);
  new MutationObserver(tick).observe(document.documentElement, { attributeFilter: ["data-circuit"] });
})();
