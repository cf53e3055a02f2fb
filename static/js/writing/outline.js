// The sections that the chosen type of report has: which are there, which can be added, what belongs into them.
"use strict";

import { add, liveRows, own } from "./rows.js";
import { changed, filled, say } from "./telling.js";

const rows = () => liveRows(document.querySelector("#sections-group > [data-rows]"));

// The row that is a part, if there is one: of its kind, and under its heading where that is fixed.
function find(part, taken) {
  return rows().find(
    (row) =>
      !taken.has(row) &&
      own(row, "kind").value === part.kind &&
      (!part.heading || own(row, "heading").value.trim() === part.heading),
  );
}

function place(parts) {
  const taken = new Set();
  return parts.map((part) => {
    const row = find(part, taken);
    taken.add(row);
    if (row && part.guidance) {
      own(row, "body").placeholder = part.guidance;
    }
    return { part, row };
  });
}

const isBlank = (row) =>
  ["marker", "heading", "body", "closing"].every((name) => !own(row, name).value.trim()) && !row.querySelector("[data-row]");

function insert(parts, part) {
  const blank = rows().find((row) => own(row, "kind").value === part.kind && isBlank(row));
  if (blank) {
    own(blank, "heading").value = part.heading;
    own(blank, "body").placeholder = part.guidance;
    changed(blank);
    return blank;
  }
  const placed = place(parts);
  const at = parts.indexOf(part);
  const before = placed.slice(0, at).map(({ row }) => row).filter(Boolean).at(-1);
  const row = add(document.getElementById("sections-group"), { kind: part.kind, heading: part.heading }, before || null);
  if (part.guidance) {
    own(row, "body").placeholder = part.guidance;
  }
  return row;
}

function entry({ part, row }, parts, words) {
  const item = document.createElement("li");
  const facts = [part.isRequired ? words.required : words.optional];
  if (part.length) {
    facts.push(filled(words.atLeast, part.length));
  }
  const label = `${part.label} (${facts.join(", ")})`;
  if (row) {
    item.textContent = `✓ ${part.label}`;
    item.className = "outline__there";
  } else {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kind-button";
    button.dataset.kind = part.kind;
    button.textContent = `+ ${label}`;
    button.addEventListener("click", () => {
      own(insert(parts, part), "body").focus();
      say(words.addedSection);
    });
    item.append(button);
  }
  return item;
}

export function offerOutline(form, words) {
  const box = form.querySelector("[data-outline]");
  const type = form.elements.namedItem("report_type");
  const outlines = JSON.parse(document.getElementById("writing-outlines").textContent);
  if (!box || !type) {
    return;
  }
  const show = () => {
    const parts = outlines[type.value] || [];
    const placed = place(parts);
    box.hidden = !parts.length;
    if (!parts.length) {
      return;
    }
    const lead = document.createElement("p");
    lead.textContent = words.outline;
    const list = document.createElement("ul");
    list.className = "kind-buttons";
    list.append(...placed.map((one) => entry(one, parts, words)));
    box.replaceChildren(lead, list);
    const missing = placed.filter(({ row }) => !row).map(({ part }) => part);
    if (missing.length > 1) {
      const all = document.createElement("button");
      all.type = "button";
      all.className = "quiet-button";
      all.textContent = words.addMissing;
      all.addEventListener("click", () => missing.forEach((part) => insert(parts, part)));
      box.append(all);
    }
  };
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 200);
  };
  ["change", "input", "written"].forEach((name) => form.addEventListener(name, later));
  show();
}
