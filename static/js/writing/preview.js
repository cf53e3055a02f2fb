// The page that the public would read, beside the form: rendered by the server, brought up to date while one writes.
"use strict";

import { isSection, liveRows } from "./rows.js";
import { textOf } from "./counting.js";

const WAIT = 700;
const KEY = "summaries-preview";

const stored = (name, value) => {
  try {
    if (value !== undefined) {
      localStorage.setItem(`${KEY}-${name}`, value);
    }
    return localStorage.getItem(`${KEY}-${name}`);
  } catch {
    return null;
  }
};

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
};

class Preview {
  constructor(form, words) {
    this.form = form;
    this.words = words;
    this.pane = form.querySelector("[data-preview-pane]");
    this.frame = form.querySelector("[data-preview-frame]");
    this.state = form.querySelector("[data-preview-state]");
    this.toggle = form.querySelector("[data-preview-toggle]");
    this.waiting = 0;
    this.asking = null;
    this.listen();
    this.setScheme(stored("scheme") || (isDark() ? "dark" : "light"));
    this.setWidth(stored("width") || "full");
    this.show(stored("open") === "yes" && matchMedia("(min-width: 75rem)").matches);
  }

  get isOpen() {
    return !this.pane.hidden;
  }

  listen() {
    this.toggle.type = "button";
    this.toggle.setAttribute("aria-controls", "preview");
    this.toggle.addEventListener("click", () => {
      stored("open", this.isOpen ? "no" : "yes");
      this.show(!this.isOpen);
      if (this.isOpen && getComputedStyle(this.pane).position === "fixed") {
        this.pane.querySelector("[data-preview-close]").focus();
      }
    });
    this.pane.addEventListener("click", (event) => this.onClick(event));
    this.pane.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("change", () => this.later());
    this.form.addEventListener("written", () => this.later());
    this.form.addEventListener("focusin", (event) => this.follow(event.target.closest("li.part")));
    this.frame.addEventListener("load", () => this.dress());
    // The admin's choosers tell of a choice through jQuery alone.
    if (window.django && window.django.jQuery) {
      window.django.jQuery(this.form).on("change", "select", () => this.later());
    }
  }

  onClick(event) {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    if (button.dataset.scheme) {
      this.setScheme(stored("scheme", button.dataset.scheme));
    } else if (button.dataset.width) {
      this.setWidth(stored("width", button.dataset.width));
    } else {
      this.close();
    }
  }

  close() {
    stored("open", "no");
    this.show(false);
    this.toggle.focus();
  }

  show(isOpen) {
    this.pane.hidden = !isOpen;
    this.form.toggleAttribute("data-preview-open", isOpen);
    this.toggle.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) {
      this.update();
    }
  }

  setScheme(scheme) {
    this.scheme = scheme || "light";
    this.press("[data-scheme]", (button) => button.dataset.scheme === this.scheme);
    this.dress();
  }

  setWidth(width) {
    this.pane.dataset.width = width || "full";
    this.press("button[data-width]", (button) => button.dataset.width === this.pane.dataset.width);
  }

  press(selector, isPressed) {
    this.pane.querySelectorAll(selector).forEach((button) => button.setAttribute("aria-pressed", String(isPressed(button))));
  }

  later() {
    if (this.isOpen) {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.update(), WAIT);
    }
  }

  async update() {
    if (this.asking) {
      this.asking.abort();
    }
    this.asking = new AbortController();
    try {
      const answer = await fetch(this.form.dataset.preview, {
        method: "POST",
        body: new FormData(this.form),
        credentials: "same-origin",
        signal: this.asking.signal,
      });
      const version = answer.headers.get("X-Stored-Version");
      if (!answer.ok || !version) {
        throw new Error(answer.status);
      }
      this.draw(new DOMParser().parseFromString(await answer.text(), "text/html"));
      this.state.textContent = version === this.form.dataset.version ? "" : this.words.changedMeanwhile;
    } catch (error) {
      if (error.name !== "AbortError") {
        this.state.textContent = this.words.noPreview;
      }
    }
  }

  draw(page) {
    const inside = this.frame.contentDocument && this.frame.contentDocument.getElementById("content");
    page.querySelectorAll("script").forEach((script) => script.remove());
    if (inside) {
      inside.replaceWith(page.getElementById("content"));
    } else {
      this.frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`;
    }
  }

  // The page in the frame has its own colours; its links lead nowhere while one writes, but to its own parts.
  dress() {
    const page = this.frame.contentDocument;
    if (!page || !page.documentElement) {
      return;
    }
    page.documentElement.style.colorScheme = this.scheme;
    page.onclick = (event) => {
      const link = event.target.closest("a[href]");
      if (link) {
        event.preventDefault();
        const place = new URL(link.href, location.href).hash.slice(1);
        const target = place && page.getElementById(place);
        if (target) {
          target.scrollIntoView();
        }
      }
    };
    page.onsubmit = (event) => event.preventDefault();
  }

  // The section that is written in comes into sight.
  follow(row) {
    const page = this.isOpen && row && this.frame.contentDocument;
    if (!page) {
      return;
    }
    const rows = liveRows(row.parentElement).filter((one) => isSection(one) && (!("new" in one.dataset) || textOf(one).trim()));
    const section = page.getElementById(`s${rows.indexOf(row) + 1}`);
    if (section) {
      section.scrollIntoView({ block: "start" });
    }
  }
}

export function showPreview(form, words) {
  if (form.querySelector("[data-preview-pane]")) {
    new Preview(form, words);
  }
}
