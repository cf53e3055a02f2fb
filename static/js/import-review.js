// The review without page loads: the same form is sent, and the page that comes back takes the place of this one.
// Everything works without this script; it adds keys (arrows, numbers, letters), ranges with Shift, and no jumps.
"use strict";

const WITH_PAGE_LOAD = ["store", "set_aside"];
let form = document.getElementById("review");
let isSending = false;
let waiting = null;
let isChanged = false;
let lastPicked = null;

const boxes = () => Array.from(form.querySelectorAll(".line__pick"));
const button = (value) => form.querySelector(`button[name=do][value="${CSS.escape(value)}"]`);

function placeOf(element) {
  return element ? element.getBoundingClientRect().top : null;
}

function replaceWith(page, address) {
  const fresh = page.getElementById("review");
  if (!fresh) {
    location.assign(address);
    return;
  }
  const active = document.activeElement;
  const keep = active && active.id ? active.id : null;
  const anchor = new URL(address).hash.slice(1) || keep;
  const before = placeOf(anchor && document.getElementById(anchor));
  const tabs = form.querySelector(".review-tabs ul");
  const scrolled = tabs ? tabs.scrollLeft : 0;
  const messages = page.querySelector(".messagelist");
  document.querySelectorAll(".messagelist").forEach((old) => old.remove());
  if (messages) {
    document.getElementById("content").before(messages);
    messages.setAttribute("role", "status");
  }
  form.replaceWith(fresh);
  form = fresh;
  listen();
  if (form.querySelector(".review-tabs ul")) {
    form.querySelector(".review-tabs ul").scrollLeft = scrolled;
  }
  const target = anchor && document.getElementById(anchor);
  if (target && before !== null) {
    window.scrollBy(0, placeOf(target) - before);
  }
  const focused = (keep && document.getElementById(keep)) || (target && target.querySelector("input"));
  (focused || form).focus({ preventScroll: true });
}

async function send(submitter) {
  isSending = true;
  form.setAttribute("aria-busy", "true");
  const data = new FormData(form);
  data.set("do", submitter ? submitter.value : "apply");
  try {
    const response = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    history.replaceState(null, "", response.url);
    replaceWith(page, response.url);
  } catch {
    location.reload();
    return;
  }
  isSending = isChanged = false;
  if (waiting !== null) {
    const next = button(waiting);
    waiting = null;
    if (next) {
      next.click();
    }
  }
}

function onSubmit(event) {
  const submitter = event.submitter;
  if (isSending) {
    event.preventDefault();
    waiting = submitter ? submitter.value : null;
  } else if (submitter && WITH_PAGE_LOAD.includes(submitter.value)) {
    isChanged = false;
  } else {
    event.preventDefault();
    send(submitter);
  }
}

// --- picking lines

function pickRange(from, to) {
  const all = boxes();
  const [start, end] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  all.slice(start, end + 1).forEach((box) => {
    box.checked = true;
  });
}

function onPick(event) {
  const box = event.target.closest(".line__pick");
  if (!box) {
    return;
  }
  if (event.shiftKey && lastPicked && box.checked) {
    pickRange(lastPicked, box);
    window.getSelection().removeAllRanges();
  }
  lastPicked = box;
}

function step(box, by, isExtending) {
  const all = boxes();
  const next = all[all.indexOf(box) + by];
  if (!next) {
    return;
  }
  if (isExtending) {
    box.checked = next.checked = true;
  }
  lastPicked = next;
  next.focus();
}

function onKey(event) {
  const box = event.target.closest(".line__pick");
  if (!box || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const moves = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
  if (event.key in moves) {
    event.preventDefault();
    step(box, moves[event.key], event.shiftKey);
    return;
  }
  if (event.key === "Escape") {
    boxes().forEach((one) => {
      one.checked = false;
    });
    return;
  }
  const tool = form.querySelector(`.tools [data-key="${CSS.escape(event.key)}"]`);
  if (tool) {
    event.preventDefault();
    if (!boxes().some((one) => one.checked)) {
      box.checked = true;
    }
    tool.click();
  }
}

function listen() {
  form.addEventListener("submit", onSubmit);
  form.addEventListener("click", onPick);
  form.addEventListener("keydown", onKey);
  form.addEventListener("input", (event) => {
    isChanged = isChanged || !event.target.matches(".line__pick, #cut-words");
    if (event.target.matches("#cut-words")) {
      form.querySelector("#cut-at").value = "";
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, .fact__option input, .fact__tags input")) {
      form.requestSubmit(button("apply"));
    }
  });
  form.classList.add("has-keys");
}

// Words marked in a line are those before which it is cut, and mark the line; where they begin is sent along.
function markedPlace(selection) {
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const start = range && range.startContainer.parentElement;
  const text = start && start.closest(".line__text");
  if (!text || !form.contains(text) || start.closest("del")) {
    return null;
  }
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const lengthOf = (part) => {
    part.querySelectorAll("del").forEach((gone) => gone.remove());
    return Array.from(part.textContent);
  };
  const marked = lengthOf(range.cloneContents()).join("");
  const lead = marked.length - marked.trimStart().length;
  const box = text.closest(".line").querySelector(".line__pick");
  return { box, words: marked.trim(), at: lengthOf(before.cloneContents()).length + lead };
}

document.addEventListener("selectionchange", () => {
  const place = markedPlace(window.getSelection());
  if (place && place.words && !place.words.includes("\n")) {
    form.querySelector("#cut-words").value = place.words;
    form.querySelector("#cut-at").value = `${place.box.value}:${place.at}`;
    place.box.checked = true;
  }
});

document.addEventListener("keydown", (event) => {
  const store = button("store");
  if (store && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    store.click();
  }
});

// A link to another report must not lose what was typed.
document.addEventListener("click", (event) => {
  const link = event.target.closest("#review a[href^='?']");
  if (link && isChanged && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    send(button("apply")).then(() => location.assign(link.href));
  }
});
window.addEventListener("beforeunload", (event) => {
  if (isChanged) {
    event.preventDefault();
  }
});
listen();
