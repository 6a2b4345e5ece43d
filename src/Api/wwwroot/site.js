// Comforts only: every page does its work without this file.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = "10X98765432";

/** Whether an identity number's check digit fits (GB 11643); null while it is not complete. */
function fits(text) {
  const number = text.replace(/\s/g, "").toUpperCase();
  if (number.length < 18) return null;
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return checkDigits[sum % 11] === number[17];
}

for (const input of document.querySelectorAll('[data-check="identity-number"]')) {
  const mark = document.createElement("span");
  mark.className = "checked";
  mark.setAttribute("role", "status");
  input.after(mark);
  const show = () => {
    const result = fits(input.value);
    mark.textContent = result === null ? "" : result ? "✓" : document.documentElement.lang === "en" ? "✗ check the number" : "✗ 请核对号码";
    mark.dataset.ok = String(result === true);
  };
  input.addEventListener("input", show);
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// What was kept while its session had ended comes back without a further click; it is shown, not carried out.
document.querySelector("form[data-go-on]")?.requestSubmit();

// Said before minutes of sending are wasted; the server looks again.
for (const input of document.querySelectorAll("input[type=file][data-max]")) {
  input.addEventListener("change", () => {
    const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.max));
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}

/** Says above a form, politely, why it was not sent. */
function say(form, text) {
  const note = form.querySelector(".unsent") ?? form.insertBefore(document.createElement("p"), form.firstChild);
  note.className = "unsent notice";
  note.setAttribute("role", "alert");
  note.textContent = text;
  note.scrollIntoView({ block: "center" });
}

// Without a network a browser would leave the page for one that only says so.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(form, document.body.dataset.offline);
  });
}

for (const button of document.querySelectorAll("button[data-busy]")) {
  button.form.addEventListener("submit", () => {
    button.textContent = button.dataset.busy;
    button.setAttribute("role", "status");
  });
}

// A second press of the same button sends nothing new; the server would not make a second case either.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "true";
  });
}

// Coming back to the page with the browser's button must leave the form usable.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
