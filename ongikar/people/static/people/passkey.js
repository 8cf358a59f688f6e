// Making and showing a passkey: asks the browser, and sends its answer with the form. Without it the codes still work.
"use strict";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));

function asked(source) {
  const key = JSON.parse(source.dataset.asked).publicKey;
  key.challenge = bytes(key.challenge);
  if (key.user) key.user.id = bytes(key.user.id);
  key.excludeCredentials = withBytes(key.excludeCredentials);
  key.allowCredentials = withBytes(key.allowCredentials);
  return { publicKey: key };
}

function credentialOf(made) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  return {
    id: made.id, rawId: text(made.rawId), type: made.type, response,
    clientExtensionResults: made.getClientExtensionResults(),
    authenticatorAttachment: made.authenticatorAttachment ?? null,
  };
}

// `source`: the form itself, or a button in it beside which something else is filled in, too.
async function show(source, form) {
  try {
    const made = await navigator.credentials[source.dataset.passkey](asked(source));
    form.elements.credential.value = JSON.stringify(credentialOf(made));
    form.submit();
  } catch (error) {
    // What it was refused for, where the page has words for that; else that it was refused.
    const alerts = [...form.querySelectorAll("[role=alert]")];
    const fits = alerts.find((alert) => alert.dataset.when === error.name) ?? alerts.find((alert) => !alert.dataset.when);
    for (const alert of alerts) alert.hidden = alert !== fits;
  }
}

if (window.PublicKeyCredential) {
  for (const each of document.querySelectorAll("[data-with-passkey]")) each.hidden = false;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    document.querySelector("[data-without]")?.remove();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show(form, form);
    });
  }
  for (const button of document.querySelectorAll("button[data-passkey]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      // What is still empty is told by the page itself, and no passkey is asked for in vain.
      if (button.form.elements[button.dataset.beside].value) show(button, button.form);
      else button.form.submit();
    });
  }
}
