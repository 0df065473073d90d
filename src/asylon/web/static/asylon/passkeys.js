// Passkeys. A form with data-passkey="get" or "create" asks the browser for a credential and sends it.
// What the browser is asked for stands in data-options, or comes from data-address.
// Without passkeys, or without this script, such a form stays hidden: there is always another way in.
(function () {
  "use strict";
  const supported = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

  async function optionsOf(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.dataset.address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options;
  }

  async function credentialFor(form) {
    const options = (await optionsOf(form)).publicKey;
    if (form.dataset.passkey === "create") {
      return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
    }
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!supported) continue;
    form.hidden = false;
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      const message = form.querySelector("[data-passkey-failed]");
      message.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify((await credentialFor(form)).toJSON());
        form.submit();
      } catch {
        message.hidden = false;
      }
    });
  }
})();
