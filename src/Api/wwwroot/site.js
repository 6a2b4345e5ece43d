// Comforts only: every page does its work without this file.

const english = document.documentElement.lang === "en";
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Each says whether a number's own check fits; null while the number is not complete. The server looks again. */
const checks = {
  // GB 11643
  "identity-number"(number) {
    if (number.length < 18) return null;
    if (!/^\d{17}[\dX]$/.test(number)) return false;
    return "10X98765432"[weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0) % 11] === number[17];
  },
  // GB 32100: powers of three modulo 31
  "credit-code"(code) {
    if (code.length < 18) return null;
    if (code.length > 18 || [...code].some((character) => !creditCharacters.includes(character))) return false;
    let [sum, weight] = [0, 1];
    for (const character of code.slice(0, 17)) [sum, weight] = [sum + creditCharacters.indexOf(character) * weight, (weight * 3) % 31];
    return creditCharacters[(31 - (sum % 31)) % 31] === code[17];
  },
  // The holder's identity number, kind, grade, and how often it was replaced.
  "disability-certificate"(number) {
    if (number.length >= 18 && !checks["identity-number"](number.slice(0, 18))) return false;
    return number.length < 20 ? null : /^[1-7][1-4](B[1-9]\d?)?$/.test(number.slice(18));
  },
};

/** The button that was pressed, also where a key presses the unseen first one in its place. */
const pressed = (event) => (event.submitter?.matches("[data-default]") ? event.submitter.form.querySelector("[data-busy]") : event.submitter);

const bindings = [];

/** Does something for each such element, also of a page that upload.js puts in the place of this one. */
function each(selector, act) {
  const bind = (root) => { for (const element of root.querySelectorAll(selector)) act(element); };
  bindings.push(bind);
  bind(document);
}

document.addEventListener("page-shown", (event) => {
  for (const part of event.detail) for (const bind of bindings) bind(part);
});

each("[data-check]", (input) => {
  const mark = document.createElement("span");
  mark.className = "checked";
  mark.setAttribute("role", "status");
  input.after(mark);
  const show = () => {
    const result = checks[input.dataset.check](input.value.trim().toUpperCase());
    mark.textContent = result === null ? "" : result ? "✓" : english ? "✗ check the number" : "✗ 请核对号码";
    mark.dataset.ok = String(result === true);
  };
  input.addEventListener("input", show);
});

// A long form is sent from wherever one is in it.
each("form[data-send-keys]", (form) => {
  for (const hint of form.querySelectorAll("[data-send-hint]")) hint.hidden = false;
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) form.requestSubmit(form.querySelector("[aria-keyshortcuts]"));
  });
});

// A paper that is photographed has come. What was chosen before goes along: where the file is not kept, it holds again.
each(".material:has([data-before])", (paper) => {
  const [before, provided] = [paper.querySelector("[data-before]"), paper.querySelector("[value=provided]")];
  const file = paper.querySelector("input[type=file]");
  file.addEventListener("change", () => {
    if (file.files.length === 0 || provided.checked) return;
    before.value = paper.querySelector("input[type=radio]:checked")?.value || "none";
    provided.checked = true;
  });
  for (const state of paper.querySelectorAll("input[type=radio]")) state.addEventListener("change", () => { before.value = ""; });
});

each("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// What was kept while its session had ended comes back without a further click; it is shown, not carried out.
document.querySelector("form[data-go-on]")?.requestSubmit();

// Said before minutes of sending are wasted; the server looks again.
each("input[type=file][data-max]", (input) => {
  input.addEventListener("change", () => {
    const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.max));
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
});

/** Says above a form, politely, why it was not sent. */
function say(form, text) {
  const note = form.querySelector(".unsent") ?? form.insertBefore(document.createElement("p"), form.firstChild);
  note.className = "unsent notice";
  note.setAttribute("role", "alert");
  note.textContent = text;
  note.scrollIntoView({ block: "center" });
}

// Without a network a browser would leave the page for one that only says so.
each("form[method=post]", (form) => {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(form, document.body.dataset.offline);
  });
});

each("button[data-busy]", (button) => {
  const text = button.textContent;
  button.form.addEventListener("submit", (event) => {
    if (event.submitter && pressed(event) !== button) return;
    button.textContent = button.dataset.busy;
    button.setAttribute("role", "status");
  });
  window.addEventListener("pageshow", () => (button.textContent = text));
});

// A second press of the same button sends nothing new; the server would not make a second case either.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "true";
});

// Coming back to the page with the browser's button must leave the form usable.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// One box for all boxes of a list.
each("[data-select-all]", (part) => {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${part.dataset.selectAll}"]:not(:disabled)`)];
  const all = part.querySelector("input");
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; });
  for (const box of boxes) box.addEventListener("change", show);
  part.hidden = boxes.length < 2;
  show();
});

// Long work tells how far it is; without script the page loads itself anew.
each("[data-run]", (part) => {
  const ask = async () => {
    const answer = await fetch(part.dataset.run, { headers: { accept: "application/json", "X-Unasked": "1" } }).catch(() => null);
    // Signed out, or gone: asking again tells nothing else.
    if (answer?.redirected || [401, 403, 404].includes(answer?.status)) return;
    const run = answer?.ok ? await answer.json() : null;
    if (run?.isOver) return location.reload();
    if (run) {
      const bar = part.querySelector("progress");
      if (run.percent !== null) bar.value = run.percent;
      part.querySelector("[data-done]").textContent = run.total === null ? run.done : `${run.done} / ${run.total}`;
    }
    setTimeout(ask, 2000);
  };
  setTimeout(ask, 2000);
});
