// What is pasted from Word or from a page comes in as plain text, and can be made into sections and points by a click.
"use strict";

import { add, liveRows, own, reorder } from "./rows.js";
import { changed, filled, say } from "./telling.js";

const ENOUGH = 3;
const BLOCK = /<(?:p|h[1-6]|li|tr|blockquote)\b/gi;

const linesOf = (text) => text.split("\n").filter((line) => line.trim()).length;

function bar(text, buttons) {
  const line = document.createElement("div");
  line.className = "pasted";
  line.setAttribute("role", "status");
  const said = document.createElement("p");
  said.textContent = text;
  line.append(said);
  for (const [label, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet-button";
    button.textContent = label;
    button.addEventListener("click", () => act(line));
    line.append(button);
  }
  return line;
}

class Paste {
  constructor(form, words, field, clipboard) {
    Object.assign(this, { form, words, field, ...clipboard });
    this.before = field.value;
    this.row = field.closest("li.part");
    // The browser puts the plain text in by itself, right after this event.
    setTimeout(() => this.offer());
  }

  offer() {
    this.after = this.field.value;
    this.row.querySelectorAll(".pasted").forEach((line) => line.remove());
    const line = bar(filled(this.words.pasted, linesOf(this.text)), [
      [this.words.structure, (shown) => this.structure(shown)],
      [this.words.leave, (shown) => shown.remove()],
    ]);
    this.row.append(line);
    line.scrollIntoView({ block: "nearest" });
  }

  async structure(line) {
    line.setAttribute("aria-busy", "true");
    const data = new FormData();
    data.set("csrfmiddlewaretoken", this.form.elements.namedItem("csrfmiddlewaretoken").value);
    data.set("html", this.html);
    data.set("text", this.text);
    data.set("title", this.form.elements.namedItem("title").value);
    let found = {};
    try {
      const answer = await fetch(this.form.dataset.paste, { method: "POST", body: data, credentials: "same-origin" });
      found = await answer.json();
    } catch {
      found = { problem: this.words.noPaste };
    }
    if (found.problem) {
      line.replaceWith(bar(found.problem, [[this.words.leave, (shown) => shown.remove()]]));
    } else {
      this.fill(line, found);
    }
  }

  fill(line, found) {
    const formset = document.getElementById("sections-group");
    const title = this.form.elements.namedItem("title");
    const titled = title.value;
    this.field.value = this.before;
    title.value = titled || found.title;
    line.remove();
    const made = [];
    for (const section of found.sections) {
      const row = add(formset, section, made.at(-1) || this.row);
      section.points.forEach((point) => add(row.querySelector("[data-formset]"), point));
      made.push(row);
    }
    const empty = "new" in this.row.dataset && !this.row.querySelector("[data-row]") && isBlank(this.row) ? this.row : null;
    if (empty) {
      reorder(empty.parentElement, () => empty.remove());
    }
    const points = found.sections.reduce((sum, section) => sum + section.points.length, 0);
    const left = found.left_out.length ? ` ${filled(this.words.leftOut, found.left_out.join(" / "))}` : "";
    const several = found.reports > 1 ? ` ${filled(this.words.severalReports, found.reports)}` : "";
    const note = bar(filled(this.words.structured, made.length, points) + several + left, [
      [this.words.undo, () => this.undo(note, made, empty, titled)],
      [this.words.leave, () => note.remove()],
    ]);
    made[0].before(note);
    note.scrollIntoView({ block: "center" });
    note.querySelector("button").focus();
    say(note.textContent);
    changed(this.form);
  }

  undo(note, made, empty, titled) {
    const list = made[0].parentElement;
    reorder(list, () => {
      if (empty) {
        note.before(empty);
      }
      made.forEach((row) => row.remove());
    });
    note.remove();
    this.form.elements.namedItem("title").value = titled;
    this.field.value = this.after;
    this.field.focus();
    changed(this.form);
  }
}

const isBlank = (row) => ["marker", "heading", "body", "closing"].every((name) => !own(row, name).value.trim());

export function takePastes(form, words) {
  form.addEventListener("paste", (event) => {
    const field = event.target.closest("li.part textarea");
    if (!field || !form.dataset.paste || !liveRows(field.closest("li.part").parentElement).length) {
      return;
    }
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    if ((html.match(BLOCK) || []).length >= ENOUGH || linesOf(text) >= ENOUGH) {
      new Paste(form, words, field, { html, text });
    }
  });
}
