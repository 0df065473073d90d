/* After sending: the box with errors gets the focus, or whatever new content marks with `data-focus`. */
"use strict";
(() => {
  function focusIn(part) {
    const first = part.querySelector(".errors") ?? part.querySelector("[data-focus]");
    first?.focus();
    return first;
  }
  if (!location.hash) focusIn(document);
  document.addEventListener("htmx:afterSettle", (event) => focusIn(event.target));
})();
