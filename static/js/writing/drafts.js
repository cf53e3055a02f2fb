// A copy of what is not saved yet, kept in this browser for the case that it crashes or the connection is lost.
// It is encrypted with a key that the server gives to its writer alone: who uses the same browser later cannot read it.
"use strict";

import { filled } from "./telling.js";

const WAIT = 800;
const PREFIX = "summaries-draft";
const DAYS = 30;
const SAVED = "summaries_saved_draft";
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "_save", "_continue", "_restore"]);

const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const textOfBytes = (bytes) => {
  let signs = "";
  bytes.forEach((byte) => (signs += String.fromCharCode(byte)));
  return btoa(signs);
};
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));

class Drafts {
  constructor(form, words, key) {
    this.form = form;
    this.words = words;
    this.key = key;
    this.state = form.querySelector("[data-draft-state]");
    this.owner = `${PREFIX}:${form.dataset.user}:${form.dataset.report}:`;
    const field = form.elements.namedItem("draft");
    field.value = this.token = field.value || hex(crypto.getRandomValues(new Uint8Array(12)));
    this.place = `${this.owner}${form.dataset.version}:${this.token}`;
    // A form that came back unsaved is worth keeping as it is.
    this.untouched = form.hasAttribute("data-unsaved") ? "" : this.text();
    this.waiting = 0;
    navigator.locks.request(this.place, () => new Promise(() => {}));
    ["input", "change", "written"].forEach((name) => form.addEventListener(name, () => this.later()));
    form.addEventListener("submit", () => this.keep());
    addEventListener("visibilitychange", () => document.hidden && this.keep());
    if (window.django && window.django.jQuery) {
      window.django.jQuery(form).on("change", "select", () => this.later());
    }
  }

  text() {
    const data = Array.from(new FormData(this.form));
    return JSON.stringify(data.filter(([name, value]) => !NOT_KEPT.has(name) && typeof value === "string"));
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.keep(), WAIT);
  }

  async keep() {
    clearTimeout(this.waiting);
    const text = this.text();
    if (text === this.untouched) {
      localStorage.removeItem(this.place);
      this.state.textContent = "";
      return;
    }
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, new TextEncoder().encode(text));
    try {
      const draft = { at: Date.now(), iv: textOfBytes(iv), text: textOfBytes(new Uint8Array(sealed)) };
      localStorage.setItem(this.place, JSON.stringify(draft));
      this.state.textContent = filled(this.words.kept, clock(draft.at));
    } catch {
      this.state.textContent = this.words.notKept;
    }
  }

  // What was kept of this report and not saved since, the newest first; what another window is writing is left to it.
  async found() {
    const open = new Set((await navigator.locks.query()).held.map((lock) => lock.name));
    const drafts = [];
    for (const place of Object.keys(localStorage).filter((name) => name.startsWith(this.owner))) {
      if (place !== this.place && !open.has(place)) {
        try {
          const { at, iv, text } = JSON.parse(localStorage.getItem(place));
          const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(iv) }, this.key, bytesOf(text));
          drafts.push({ place, at, entries: JSON.parse(new TextDecoder().decode(plain)) });
        } catch {
          localStorage.removeItem(place);
        }
      }
    }
    return drafts.sort((one, other) => other.at - one.at);
  }

  async offer() {
    const [draft] = await this.found();
    const line = this.form.querySelector("[data-draft-offer]");
    line.replaceChildren();
    line.hidden = !draft;
    if (draft) {
      const text = document.createElement("p");
      text.textContent = filled(this.words.draftFound, new Date(draft.at).toLocaleString(document.documentElement.lang));
      line.append(
        text,
        button(this.words.restore, () => this.restore(draft)),
        button(this.words.discard, () => {
          localStorage.removeItem(draft.place);
          this.offer();
        }),
      );
    }
  }

  // The server fills the form: it knows the names of what was chosen, and what somebody else saved meanwhile.
  restore(draft) {
    const sender = document.createElement("form");
    sender.method = "post";
    sender.action = location.href;
    const secret = this.form.elements.namedItem("csrfmiddlewaretoken").value;
    for (const [name, value] of [...draft.entries, ["csrfmiddlewaretoken", secret], ["_restore", "draft"]]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      sender.append(field);
    }
    sender.hidden = true;
    document.body.append(sender);
    sender.submit();
  }
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet-button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

// What the server has stored needs no copy any more, and what nobody came back for in a month has none.
function clear() {
  const saved = new RegExp(`(?:^|; )${SAVED}=([0-9a-f]+)`).exec(document.cookie);
  for (const place of Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}:`))) {
    let at = 0;
    try {
      at = JSON.parse(localStorage.getItem(place)).at;
    } catch {
      // Not readable: as old as can be.
    }
    if ((saved && place.endsWith(`:${saved[1]}`)) || Date.now() - at > DAYS * 86_400_000) {
      localStorage.removeItem(place);
    }
  }
}

export async function keepDrafts(form, words) {
  const secret = form.dataset.drafts;
  const state = form.querySelector("[data-draft-state]");
  if (!secret || !window.crypto.subtle || !navigator.locks) {
    state.textContent = words.noDrafts;
    return;
  }
  try {
    clear();
  } catch {
    // The browser keeps nothing for this site.
    state.textContent = words.notKept;
    return;
  }
  const key = await crypto.subtle.importKey("raw", fromHex(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
  const drafts = new Drafts(form, words, key);
  if (form.hasAttribute("data-unsaved")) {
    drafts.keep();
  } else {
    drafts.offer();
  }
}
