// Sections and points as rows: added, moved and removed in place. Positions are the fields that are sent.
"use strict";

import { areInOrder, nextMarker } from "./markers.js";
import { changed, filled, say } from "./telling.js";

const TEXTS = ["marker", "heading", "body", "closing", "text"];

export const rowsOf = (list) => Array.from(list.children).filter((row) => row.matches("[data-row]"));
export const liveRows = (list) => rowsOf(list).filter((row) => !row.hasAttribute("data-removed"));

// A field of a row itself, not of the points in a section.
export function own(row, name) {
  const found = Array.from(row.querySelectorAll(`[name$="-${name}"]`));
  return found.find((field) => field.closest("[data-row]") === row) || null;
}

export const listsIn = (form) => Array.from(form.querySelectorAll("[data-rows]"));
export const isSection = (row) => row.dataset.row === "section";
export const nameOf = (row, words) => {
  const field = own(row, "heading");
  const kind = own(row, "kind");
  return (field && field.value.trim()) || (kind && kind.selectedOptions[0].text) || words.untitled;
};

const isBlank = (row) =>
  Array.from(row.querySelectorAll("input, textarea")).every(
    (field) => !TEXTS.some((name) => field.name.endsWith(`-${name}`)) || !field.value.trim(),
  );

// Positions follow the order on the page; those of removed rows come after, out of the way.
function number(list) {
  [...liveRows(list), ...rowsOf(list).filter((row) => row.hasAttribute("data-removed"))].forEach((row, at) => {
    own(row, "position").value = at + 1;
  });
}

// Change the order or the number of rows; numbers that followed each other do so afterwards.
export function reorder(list, change) {
  const marked = () => liveRows(list).map((row) => own(row, "marker")).filter((field) => field.value.trim());
  const before = marked().map((field) => field.value.trim());
  change();
  if (areInOrder(before)) {
    let marker = before[0];
    for (const field of marked()) {
      field.value = marker;
      marker = nextMarker(marker);
    }
  }
  number(list);
  changed(list);
}

function move(row, step, words) {
  const list = row.parentElement;
  const rows = liveRows(list);
  const other = rows[rows.indexOf(row) + step];
  if (!other) {
    return;
  }
  // The other row is moved: the one that is being written in keeps its focus.
  reorder(list, () => (step < 0 ? row.after(other) : row.before(other)));
  row.scrollIntoView({ block: "nearest" });
  const place = liveRows(list).indexOf(row) + 1;
  say(filled(isSection(row) ? words.movedSection : words.movedPoint, place, rows.length));
}

function remove(row, words) {
  const name = nameOf(row, words);
  const line = document.createElement("p");
  line.className = "removed";
  const text = document.createElement("span");
  text.textContent = filled(isSection(row) ? words.removedSection : words.removedPoint, name);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "quiet-button";
  undo.dataset.undo = "";
  undo.textContent = words.undo;
  line.append(text, " ", undo);
  reorder(row.parentElement, () => {
    row.setAttribute("data-removed", "");
    own(row, "DELETE").checked = true;
    row.prepend(line);
  });
  undo.focus();
  say(text.textContent);
}

function restore(row, words) {
  reorder(row.parentElement, () => {
    row.removeAttribute("data-removed");
    own(row, "DELETE").checked = false;
    row.querySelector(":scope > .removed").remove();
  });
  (own(row, "heading") || own(row, "text")).focus();
  say(words.undone);
}

// Add a row to a formset, behind another one if it is given; its fields may be filled.
export function add(formset, values = {}, behind = null) {
  const prefix = formset.dataset.formset;
  const total = formset.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const list = formset.querySelector(":scope > [data-rows]");
  const holder = document.createElement("template");
  const source = formset.querySelector(":scope > template");
  holder.innerHTML = source.innerHTML.replaceAll(`${prefix}-__prefix__`, `${prefix}-${total.value}`);
  const row = holder.content.querySelector("[data-row]");
  total.value = Number(total.value) + 1;
  row.querySelectorAll("[data-new]").forEach((blank) => blank.remove());
  const before = liveRows(list).at(-1);
  reorder(list, () => {
    if (behind) {
      behind.after(row);
    } else {
      list.append(row);
    }
    prepare(row);
    const last = behind || before;
    own(row, "marker").value = values.marker ?? (last ? nextMarker(own(last, "marker").value.trim()) : "");
    for (const name of ["kind", "heading", "body", "closing", "text"]) {
      if (values[name] && own(row, name)) {
        own(row, name).value = values[name];
      }
    }
  });
  showKind(row);
  const closing = own(row, "closing");
  if (closing && closing.value) {
    closing.closest("details").open = true;
  }
  return row;
}

function showKind(row) {
  if (isSection(row)) {
    row.dataset.kind = own(row, "kind").value;
  }
}

// Rows as the page brings them: in the order of their positions, with tools, without the blank ones for no script.
function prepare(part) {
  part.querySelectorAll(".row-bar [hidden], [data-add][hidden]").forEach((tool) => tool.removeAttribute("hidden"));
  for (const list of part.querySelectorAll("[data-rows]")) {
    const rows = rowsOf(list);
    const place = (row) => Number(own(row, "position").value || 10000);
    rows.sort((one, other) => place(one) - place(other)).forEach((row) => list.append(row));
  }
}

function dropBlank(form) {
  for (const row of form.querySelectorAll("[data-new]")) {
    const isOutline = isSection(row) && form.dataset.report === "new" && own(row, "kind").value !== "other";
    if (!isOutline && isBlank(row)) {
      row.remove();
    }
  }
}

function addWhere(button, words) {
  const formset = button.dataset.add === "point" ? button.closest("[data-formset]") : document.getElementById("sections-group");
  const row = add(formset, { kind: button.dataset.kind });
  (own(row, "heading") || own(row, "text")).focus();
  say(isSection(row) ? words.addedSection : words.addedPoint);
}

function onClick(event, words) {
  const button = event.target.closest("button");
  const row = button && button.closest("[data-row]");
  if (!button) {
    return;
  }
  if (button.dataset.add) {
    addWhere(button, words);
  } else if (button.dataset.move) {
    move(row, Number(button.dataset.move), words);
  } else if (button.hasAttribute("data-remove")) {
    remove(row, words);
  } else if (button.hasAttribute("data-undo")) {
    restore(row, words);
  }
}

function onKey(event, form, words) {
  const row = event.target.closest("[data-row]");
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key.toLowerCase() === "s" && !event.altKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[name=_continue]") || form.querySelector("[name=_save]"));
  } else if (row && event.altKey && !isCommand && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    event.preventDefault();
    move(row, event.key === "ArrowUp" ? -1 : 1, words);
  } else if (row && isCommand && event.key === "Enter") {
    event.preventDefault();
    const formset = isSection(row) ? row.querySelector("[data-formset]") : row.closest("[data-formset]");
    own(add(formset, {}, isSection(row) ? null : row), "heading").focus();
    say(words.addedPoint);
  }
}

export function letWrite(form, words) {
  prepare(form);
  dropBlank(form);
  listsIn(form).forEach(number);
  form.querySelectorAll("[data-row]").forEach((row) => {
    showKind(row);
    if (own(row, "DELETE").checked) {
      remove(row, words);
    }
  });
  form.addEventListener("click", (event) => onClick(event, words));
  form.addEventListener("keydown", (event) => onKey(event, form, words));
  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) {
      showKind(row);
    }
  });
}
