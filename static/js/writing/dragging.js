// Rows follow the pointer by their handle, with a mouse, a pen or a finger. Who does not drag has the buttons and keys.
"use strict";

import { isSection, liveRows, reorder } from "./rows.js";
import { filled, say } from "./telling.js";

const EDGE = 90;

const middle = (row) => {
  const box = row.getBoundingClientRect();
  return box.top + box.height / 2;
};

function follow(row, y) {
  const rows = liveRows(row.parentElement);
  const at = rows.indexOf(row);
  if (rows[at - 1] && y < middle(rows[at - 1])) {
    // The neighbour steps aside, so that the row under the pointer stays what it is.
    row.after(rows[at - 1]);
  } else if (rows[at + 1] && y > middle(rows[at + 1])) {
    row.before(rows[at + 1]);
  }
  if (y < EDGE) {
    window.scrollBy(0, -14);
  } else if (y > window.innerHeight - EDGE) {
    window.scrollBy(0, 14);
  }
}

function drag(grip, words) {
  const row = grip.closest("[data-row]");
  const list = row.parentElement;
  const order = liveRows(list);
  const top = grip.getBoundingClientRect().top;
  list.setAttribute("data-sorting", "");
  row.setAttribute("data-dragged", "");
  // The rows were closed up: the handle stays under the pointer.
  window.scrollBy(0, grip.getBoundingClientRect().top - top);
  const onMove = (event) => follow(row, event.clientY);
  const end = (isKept) => {
    document.removeEventListener("pointermove", onMove);
    document.removeEventListener("pointerup", onUp);
    document.removeEventListener("pointercancel", onCancel);
    document.removeEventListener("keydown", onKey, true);
    const moved = liveRows(list);
    order.forEach((one) => list.append(one));
    reorder(list, () => isKept && moved.forEach((one) => list.append(one)));
    list.removeAttribute("data-sorting");
    row.removeAttribute("data-dragged");
    row.scrollIntoView({ block: "nearest" });
    say(filled(isSection(row) ? words.movedSection : words.movedPoint, liveRows(list).indexOf(row) + 1, order.length));
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      end(false);
    }
  };
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", onUp);
  document.addEventListener("pointercancel", onCancel);
  document.addEventListener("keydown", onKey, true);
}

export function letDrag(form, words) {
  form.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (grip && event.button === 0) {
      event.preventDefault();
      drag(grip, words);
    }
  });
}
