// The tab's title and icon say how many extensions ring: it is all that is seen of a tab at the back. The tiles have the count in data-ringing. A page that
// is frozen has no count, and a mark instead.
(() => {
  "use strict";

  const icon = document.querySelector("link[rel~=icon]");
  const plain = icon.href;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let shown = 0;

  function draw(count) {
    const picture = new Image();
    picture.onload = () => {
      // One that comes late must not overwrite a newer count.
      if (shown !== count) return;
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 64;
      const pen = canvas.getContext("2d");
      pen.drawImage(picture, 0, 0, 64, 64);
      pen.fillStyle = "#b54708";
      pen.beginPath();
      pen.arc(42, 42, 22, 0, 7);
      pen.fill();
      pen.fillStyle = "#fff";
      pen.font = `bold ${count > 9 ? 24 : 32}px sans-serif`;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillText(count > 99 ? "99" : String(count), 42, 44);
      icon.type = "image/png";
      icon.href = canvas.toDataURL();
    };
    picture.src = plain;
  }

  function look() {
    const isFrozen = document.querySelector("[data-frozen]") !== null;
    const count = isFrozen ? 0 : Number(document.querySelector("[data-ringing]")?.dataset.ringing ?? 0);

    // Within the text that is Blazor's, and goes on being: the next page writes its own there.
    const text = document.querySelector("title")?.firstChild;
    if (text) {
      const title = text.data.replace(/^(\([^)]*\)|⏸) /, "");
      const wanted = isFrozen ? `⏸ ${title}` : count > 0 ? `(${number.format(count)}) ${title}` : title;
      if (text.data !== wanted) text.data = wanted;
    }

    if (count === shown) return;
    shown = count;
    if (count > 0) {
      draw(count);
    } else {
      icon.type = "image/svg+xml";
      icon.href = plain;
    }
  }

  const watch = new MutationObserver(look);
  watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-ringing", "data-frozen"] });
  watch.observe(document.head, { subtree: true, childList: true, characterData: true });
  look();
})();
