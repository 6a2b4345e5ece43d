// Comfort only: shows how far an upload is, and keeps the chosen files where the line breaks. Without this file the form
// is sent by the browser itself, to the same address with the same answer.

const marked = "form[data-upload]";

/** The button that was pressed, also where a key presses the unseen first one in its place. */
const pressed = (event) => (event.submitter?.matches("[data-default]") ? event.submitter.form.querySelector("[data-busy]") : event.submitter);

/** A line under the button that is read aloud as it changes. */
function note(button, role) {
  button.form.querySelector(".sending")?.remove();
  const line = document.createElement("p");
  line.className = role === "alert" ? "sending error" : "sending";
  line.setAttribute("role", role);
  (button.closest(".actions") ?? button).after(line);
  return line;
}

/** Puts the answer's page in the place of this one, as if the browser had opened it. */
function show(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  // The header's tools go by the answer as well: the other language is asked for with what was sent.
  const parts = ["header .tools", "main"].filter((part) => document.querySelector(part) && page.querySelector(part));
  for (const part of parts) document.querySelector(part).replaceWith(page.querySelector(part));
  if (address && address !== location.href) history.replaceState(null, "", address);
  document.dispatchEvent(new CustomEvent("page-shown", { detail: parts.map((part) => document.querySelector(part)) }));
  const first = document.querySelector("main .errors") ?? document.querySelector("main [role=status]") ?? document.querySelector("main");
  if (!first.hasAttribute("tabindex")) first.tabIndex = -1;
  first.focus();
  first.scrollIntoView();
}

function send(form, button) {
  const request = new XMLHttpRequest();
  const fields = new FormData(form, button);
  const line = note(button, "status");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", button.dataset.busy ?? "");
  line.append(bar);
  const failed = () => {
    delete form.dataset.sent;
    button.disabled = false;
    button.textContent = button.dataset.idle;
    button.removeAttribute("role");
    note(button, "alert").textContent = form.dataset.failed;
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
  });
  request.addEventListener("load", () => {
    if (!request.responseText.includes("<main")) failed();
    // What was done has a page of its own, which the browser opens as always.
    else if (new URL(request.responseURL).pathname !== new URL(form.action).pathname) location.assign(request.responseURL);
    else show(request.responseText, request.responseURL);
  });
  for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, failed);
  request.open("POST", form.action);
  button.disabled = true;
  request.send(fields);
}

// Before anything else changes the button's words.
document.addEventListener("submit", (event) => {
  const button = pressed(event);
  if (event.target.matches(marked) && button && !button.dataset.idle) button.dataset.idle = button.textContent;
}, { capture: true });

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches(marked) || !pressed(event)?.dataset.busy) return;
  // Without a file there is nothing to wait for.
  if (![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length > 0)) return;
  event.preventDefault();
  send(form, pressed(event));
});
