/* Counts the time without a sign of life: warns a minute before, then leaves to the lock. All open pages count together. */
"use strict";
(() => {
  const { idle, idleAddress } = document.body.dataset;
  const line = document.querySelector("[data-idle-text]");
  if (!idle || !line) return;
  const most = Number(idle) * 1000;
  const warning = Math.max(most - 60_000, most / 2);
  const pages = new BroadcastChannel("signs of life");
  let seenAt = Date.now();
  let toldAt = 0;

  function isCovered() {
    return document.querySelector("body > .covered") !== null;
  }

  function alive() {
    /* Keys on a covered screen may be anybody's. */
    if (isCovered()) return;
    seenAt = Date.now();
    if (line.textContent) line.textContent = "";
    if (seenAt - toldAt > 5000) {
      toldAt = seenAt;
      pages.postMessage(seenAt);
    }
  }

  function look() {
    const since = Date.now() - seenAt;
    if (since > most) {
      clearInterval(watch);
      const here = encodeURIComponent(location.pathname + location.search);
      const address = isCovered() ? location.href : `${idleAddress}?next=${here}`;
      /* A page that can keep what was typed takes the leaving into its own hands. */
      const asked = new CustomEvent("asylon:lock", { cancelable: true, detail: { address } });
      if (document.dispatchEvent(asked)) location.replace(address);
    } else if (since > warning && !line.textContent) {
      line.textContent = line.dataset.idleText;
    }
  }

  pages.addEventListener("message", (event) => {
    seenAt = Math.max(seenAt, event.data);
    line.textContent = "";
  });
  for (const sign of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(sign, alive, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", look);
  const watch = setInterval(look, 1000);
})();
