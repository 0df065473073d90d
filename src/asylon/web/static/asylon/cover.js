/* Covers the screen at once: the link, Alt+Q, or Esc twice. The same again brings the page back, with all that was typed;
   after half a minute the page is left for good, and the session locked. */
"use strict";
(() => {
  const sheet = document.getElementById("cover");
  const link = document.querySelector("[data-cover]");
  if (!sheet || !link) return;
  const TWICE = 600; /* milliseconds between two presses of Esc */
  const GIVEN_BACK = 30_000; /* milliseconds: after a fright, not after an arrest */
  let escapedAt = -TWICE;
  let before = null;

  function cover() {
    const page = sheet.content.firstElementChild.cloneNode(true);
    before = {
      page,
      title: document.title,
      address: location.href,
      hidden: [...document.body.children].filter((part) => !part.hidden),
      focused: document.activeElement,
      height: scrollY,
      leaving: setTimeout(() => location.replace(link.href), GIVEN_BACK),
    };
    for (const part of before.hidden) part.hidden = true;
    document.title = page.querySelector("h1").textContent;
    document.body.append(page);
    page.tabIndex = -1;
    page.focus();
    /* Loading the page again, or looking at the address, now finds the cover too. */
    history.replaceState(history.state, "", link.href);
  }

  function uncover() {
    clearTimeout(before.leaving);
    before.page.remove();
    for (const part of before.hidden) part.hidden = false;
    document.title = before.title;
    history.replaceState(history.state, "", before.address);
    scrollTo(0, before.height);
    before.focused?.focus({ preventScroll: true });
    before = null;
  }

  function turn() {
    if (before) uncover();
    else cover();
  }

  link.addEventListener("click", (event) => {
    event.preventDefault();
    turn();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat) return;
      if (event.altKey && !event.ctrlKey && (event.code === "KeyQ" || event.key.toLowerCase() === "q")) {
        event.preventDefault();
        turn();
      } else if (event.key === "Escape") {
        const twice = event.timeStamp - escapedAt < TWICE;
        escapedAt = twice ? -TWICE : event.timeStamp;
        if (twice) turn();
      }
    },
    true,
  );
})();
