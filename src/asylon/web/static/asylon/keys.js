/* The keyboard of forms. `data-key="N"` answers to Alt+N; in a form with `data-enter="next"` Enter goes on. */
"use strict";
(() => {
  const LATIN = /^[a-z]$/i;

  /* The letter that was meant: on a keyboard of another script, the one printed in its place on a Latin one. */
  function letter(event) {
    return LATIN.test(event.key) ? event.key.toUpperCase() : event.code.replace(/^Key/, "");
  }

  function press(event) {
    const found = [...document.querySelectorAll(`[data-key="${letter(event)}"]`)].find((one) => one.checkVisibility());
    if (!found) return;
    event.preventDefault();
    if (found.matches("input:not([type=submit], [type=button]), select, textarea")) found.focus();
    else found.click();
  }

  /* Where Enter stops: each field, a question with several answers once, then the button that sends. */
  function stops(form) {
    const seen = new Map();
    for (const one of form.elements) {
      if (!one.matches("input:not([type=hidden]), select, textarea, button")) continue;
      if (one.disabled || ["button", "reset"].includes(one.type) || !one.checkVisibility()) continue;
      const several = one.type === "radio" || one.type === "checkbox";
      const name = several ? `${one.type} ${one.name}` : one;
      if (!seen.has(name) || (one.type === "radio" && one.checked)) seen.set(name, one);
    }
    return seen;
  }

  function goOn(event) {
    const field = event.target;
    if (!field.matches("input:not([type=submit], [type=button]), select")) return;
    if (field.form?.dataset.enter !== "next") return;
    event.preventDefault();
    const all = stops(field.form);
    const several = field.type === "radio" || field.type === "checkbox";
    const names = [...all.keys()];
    const next = all.get(names[names.indexOf(several ? `${field.type} ${field.name}` : field) + 1]);
    if (!next) return;
    next.focus();
    if (next.matches("input:not([type=radio], [type=checkbox], [type=submit])")) next.select();
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.getModifierState("AltGraph")) return;
    if (event.altKey) press(event);
    else if (event.key === "Enter" && !event.shiftKey) goOn(event);
  });

  function tell(part) {
    for (const one of part.querySelectorAll("[data-key]")) one.setAttribute("aria-keyshortcuts", `Alt+${one.dataset.key}`);
  }
  tell(document);
  document.addEventListener("htmx:load", (event) => tell(event.target));
})();
