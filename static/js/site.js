// The one script of the site. Suggestions are fetched when a search field is first used.

let suggesting = null;

function suggest(event) {
  const form = event.target.closest?.("form[data-suggest]");
  if (form && event.target.name === "q" && !suggesting) {
    suggesting = import("./suggestions.js");
  }
}

document.addEventListener("focusin", suggest);
if (document.activeElement) {
  suggest({ target: document.activeElement });
}
