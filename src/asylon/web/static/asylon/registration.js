/* Registering people with the keyboard: the next person, prefilled names, how a birth was understood, possible matches. */
"use strict";
(() => {
  const form = document.getElementById("family");
  if (!form) return;
  const people = document.getElementById("people");
  const needs = document.getElementById("needs");
  const counted = form.elements.namedItem("people");
  const token = form.elements.namedItem("csrfmiddlewaretoken");
  const LOOKED_AT = /^p\d+-(given|father|family|written|born)$/;
  const PAUSE = 600;

  const field = (place, name) => form.elements.namedItem(`p${place}-${name}`);
  const text = (place, name) => field(place, name)?.value.trim() ?? "";
  const places = () => [...people.querySelectorAll("[data-person]")].map((one) => Number(one.dataset.person));

  /* ---- next person ---- */
  function copy(template, place) {
    const piece = document.createElement("template");
    piece.innerHTML = template.innerHTML.replaceAll("p__n__", `p${place}`).replaceAll("__n__", String(place + 1));
    return piece.content;
  }

  function more() {
    const place = Number(counted.value);
    const one = copy(document.getElementById("person-template"), place);
    const person = one.querySelector("[data-person]");
    person.dataset.person = String(place);
    const remove = person.querySelector("[name=remove]");
    if (remove) remove.value = String(place);
    people.append(one);
    const need = copy(document.getElementById("needs-template"), place);
    need.querySelector("[data-needs]").dataset.needs = String(place);
    needs.append(need);
    counted.value = String(place + 1);
    fill(field(place, "family"), text(place - 1, "family"));
    (field(place, "part") ?? field(place, "given")).focus();
    person.scrollIntoView({ block: "nearest" });
    youngOnly();
  }

  /* ---- names that the people above make likely; whatever was typed by hand stays ---- */
  function fill(into, value) {
    if (!into || (into.value && into.dataset.filled === undefined)) return;
    into.value = value;
    if (value) into.dataset.filled = "";
    else delete into.dataset.filled;
  }

  function sex(place) {
    return form.querySelector(`[name="p${place}-sex"]:checked`)?.value ?? "";
  }

  function fatherOf(place) {
    const part = field(place, "part")?.value ?? "";
    if (part === "sibling") return text(0, "father");
    if (part !== "child" && part !== "child_of_head") return "";
    const parents = part === "child" ? places().filter((each) => each === 0 || ["spouse", "partner"].includes(field(each, "part")?.value)) : [0];
    const father = parents.find((each) => sex(each) === "male");
    return father === undefined ? "" : text(father, "given");
  }

  /* ---- what was understood, and whether only children stand here ---- */
  async function understand(input) {
    const shown = document.getElementById(`${input.id}_echo`);
    const typed = input.value;
    const sent = new URLSearchParams({ [input.name]: typed, csrfmiddlewaretoken: token.value });
    try {
      const answer = await fetch(form.dataset.birth, { method: "POST", body: sent, headers: { "HX-Request": "true" } });
      if (answer.ok && input.value === typed) shown.innerHTML = await answer.text();
    } catch {
      shown.textContent = ""; /* without a network the form still works; it is read when it is sent */
    }
    youngOnly();
  }

  function youngOnly() {
    const block = document.getElementById("children-only");
    const grown = people.querySelector("[data-grown]");
    const young = people.querySelector("[data-young]");
    const answered = block.querySelector("input:checked, .err");
    block.hidden = Boolean(grown) || (!young && !answered);
  }

  /* ---- possible matches, while somebody types ---- */
  let waiting = 0;
  function lookSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => form.dispatchEvent(new Event("look")), PAUSE);
  }

  function look(event) {
    event.preventDefault();
    clearTimeout(waiting);
    form.dispatchEvent(new Event("look"));
    document.getElementById("matches-title")?.focus();
  }

  /* ---- a lock must not lose what was typed: it is sent, and comes back after the password ---- */
  document.addEventListener("asylon:lock", async (event) => {
    event.preventDefault();
    try {
      await fetch(event.detail.address, { method: "GET", credentials: "same-origin" });
    } finally {
      form.requestSubmit(form.querySelector('[name=do][value="matches"]'));
    }
  });

  const births = new Map();
  form.addEventListener("input", (event) => {
    const { name, id } = event.target;
    delete event.target.dataset.filled;
    if (!LOOKED_AT.test(name)) return;
    lookSoon();
    if (name.endsWith("-born")) {
      clearTimeout(births.get(id));
      births.set(id, setTimeout(() => understand(event.target), 250));
    }
    const place = name.slice(1, name.indexOf("-"));
    const title = needs.querySelector(`[data-needs="${place}"] [data-name]`);
    if (title && name.endsWith("-given") && event.target.value.trim()) title.textContent = event.target.value.trim();
  });
  form.addEventListener("change", (event) => {
    const found = /^p(\d+)-part$/.exec(event.target.name);
    if (found) fill(field(found[1], "father"), fatherOf(Number(found[1])));
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (button?.value === "more") {
      event.preventDefault();
      more();
    } else if (button?.value === "matches" && button.dataset.key) look(event);
  });
})();
