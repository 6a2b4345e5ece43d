// Keeps a page of staff up to date. Every page does its work without this file: reloading shows the same.

const place = document.querySelector("[data-live]");
const firstWait = 1000;
const longestWait = 60000;
// So that many open pages of one worklist do not all ask at the same moment, nor all the time.
const calm = document.querySelector("[data-live-calm]") ? 4000 : 0;

let source = null;
let wait = firstWait;
let timer = 0;
let asked = 0;
let pending = false;
const typed = new Set();

document.addEventListener("input", (event) => typed.add(event.target.closest("[data-part]")));

function connect() {
  clearTimeout(timer);
  if (source || document.hidden) return;
  source = new EventSource(place.dataset.live);
  source.addEventListener("open", () => { wait = firstWait; });
  source.addEventListener("change", soon);
  source.addEventListener("bye", again);
  source.addEventListener("error", again);
}

function disconnect() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

/** Tries again, later each time: a server that comes back is not met by everybody at once. */
function again() {
  disconnect();
  timer = setTimeout(connect, wait / 2 + Math.random() * wait);
  wait = Math.min(wait * 2, longestWait);
}

function soon() {
  if (pending) return;
  pending = true;
  const rest = Math.max(0, asked + calm - Date.now());
  setTimeout(refresh, rest + Math.random() * (calm || 200));
}

async function refresh() {
  pending = false;
  asked = Date.now();
  let answer;
  try {
    answer = await fetch(location.href, { headers: { "X-Unasked": "1" } });
  } catch {
    return;
  }
  // No longer there, or no longer for this person: the page says so itself when it is loaded.
  if (!answer.ok || answer.redirected) return say(place.dataset.changed, true);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = fresh.querySelector("[data-live]");
  if (!next) return say(place.dataset.changed, true);
  let left = false;
  let replaced = false;
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = fresh.getElementById(part.id);
    if (!other || same(part, other)) continue;
    if (isInUse(part)) left = true;
    else {
      keepOpen(part, other);
      part.replaceWith(document.adoptNode(other));
      replaced = true;
    }
  }
  place.dataset.live = next.dataset.live;
  disconnect();
  connect();
  if (left) say(place.dataset.kept, true);
  else if (replaced) say(place.dataset.updated, false);
}

/** Alike but for the marks that every form gets anew. */
function same(one, other) {
  const text = (part) => {
    const copy = part.cloneNode(true);
    for (const token of copy.querySelectorAll("input[type=hidden]")) token.remove();
    for (const fold of copy.querySelectorAll("details")) fold.removeAttribute("open");
    for (const form of copy.querySelectorAll("form")) form.removeAttribute("data-sent");
    return copy.innerHTML;
  };
  return text(one) === text(other);
}

/** Somebody types or stands in it, or it shows what was sent and refused. */
function isInUse(part) {
  if (typed.has(part) || part.contains(document.activeElement)) return true;
  return place.dataset.typed === "true" && part.querySelector("form") !== null;
}

function keepOpen(part, other) {
  const before = [...part.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
  for (const summary of other.querySelectorAll("details > summary")) {
    if (before.includes(summary.textContent)) summary.parentElement.open = true;
  }
}

function say(text, reload) {
  place.textContent = `${text} ${new Date().toTimeString().slice(0, 5)}`;
  if (!reload) return;
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = place.dataset.reload;
  place.append(" ", link);
}

if (place && "EventSource" in window) {
  // A browser has few lines to one server: a page that nobody looks at gives its own up.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", connect);
  connect();
}
