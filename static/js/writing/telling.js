// Texts of the interface, and the line that is read out to who cannot see what changed.
"use strict";

export function filled(text, a = "", b = "") {
  return text.replace("{a}", a).replace("{b}", b);
}

export function say(text) {
  const line = document.querySelector("[data-said]");
  if (line) {
    line.textContent = text;
  }
}

// Told to the other parts of the page: what is written has changed in another way than by typing.
export function changed(element) {
  element.dispatchEvent(new CustomEvent("written", { bubbles: true }));
}
