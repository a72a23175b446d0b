// Asks the device for a passkey before a form that needs one is sent. Without WebAuthn these forms stay hidden.
(() => {
  "use strict";

  const canPasskeys = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential?.parseRequestOptionsFromJSON;
  if (!canPasskeys) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) form.hidden = false;
  for (const hint of document.querySelectorAll("[data-without]")) hint.hidden = true;

  async function ask(form) {
    const answer = await fetch(form.dataset.options, { method: "POST" });
    if (!answer.ok) throw new Error(answer.statusText);
    const options = await answer.json();
    return form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  }

  document.addEventListener("submit", async event => {
    const form = event.target.closest("form[data-passkey]");
    if (!form) return;
    event.preventDefault();
    const problem = form.querySelector("[data-problem]");
    problem.hidden = true;
    try {
      form.querySelector("[data-answer]").value = JSON.stringify(await ask(form));
      for (const copy of form.querySelectorAll("[data-copy-of]"))
        copy.value = String(document.querySelector(`[name="${copy.dataset.copyOf}"]`)?.checked ?? false);
      form.submit();
    } catch {
      // The person said no, or the device did not find one; what it says itself it has said.
      problem.hidden = false;
    }
  });
})();
