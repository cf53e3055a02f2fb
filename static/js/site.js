// The one script of the site. Everything works without it: it copies links, follows the reading position, keeps the
// size of the text, opens what is folded for printing, and fetches the suggestions when a search field is first used.

let suggesting = null;

function suggest(event) {
  const form = event.target.closest?.("form[data-suggest]");
  if (form && event.target.name === "q" && !suggesting) {
    suggesting = import("./suggestions.js");
  }
}

async function copy(button) {
  const label = button.textContent;
  await navigator.clipboard.writeText(button.dataset.copy ? new URL(button.dataset.copy, location.href).href : "");
  button.textContent = button.dataset.done;
  button.setAttribute("role", "status");
  setTimeout(() => {
    button.textContent = label;
    button.removeAttribute("role");
  }, 2000);
}

// A click on the sign of a section or the number of a point goes there, as ever, and takes the link along.
function take(event) {
  const link = event.target.closest?.(".section__link, .point__marker");
  if (link) {
    navigator.clipboard?.writeText(link.href).catch(() => {});
  }
}

function follow(contents) {
  const links = new Map([...contents.querySelectorAll("a[href^='#']")].map((link) => [link.hash.slice(1), link]));
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const visible = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        visible[entry.isIntersecting ? "add" : "delete"](entry.target);
      }
      const current = sections.find((section) => visible.has(section));
      if (current) {
        for (const [id, link] of links) {
          link.toggleAttribute("data-current", id === current.id);
        }
      }
    },
    { rootMargin: "-10% 0px -70% 0px" },
  );
  sections.forEach((section) => observer.observe(section));
}

const SIZE = "text-size";

function resize(size) {
  if (size) {
    document.documentElement.dataset.textSize = size;
  } else {
    delete document.documentElement.dataset.textSize;
  }
  for (const button of document.querySelectorAll("[data-sizes] button")) {
    button.setAttribute("aria-pressed", String(button.value === (size || "")));
  }
}

function keep(size) {
  try {
    localStorage.setItem(SIZE, size);
  } catch {
    // Nothing may be stored: the size holds for this page.
  }
  resize(size);
}

function kept() {
  try {
    return localStorage.getItem(SIZE) || "";
  } catch {
    return "";
  }
}

document.addEventListener("focusin", suggest);
suggest({ target: document.activeElement ?? document });
document.addEventListener("click", take);
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.fold")) {
    fold.open = true;
  }
});

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
for (const sizes of document.querySelectorAll("[data-sizes]")) {
  sizes.hidden = false;
  sizes.addEventListener("click", (event) => event.target.value !== undefined && keep(event.target.value));
}
resize(kept());
document.querySelectorAll(".contents").forEach(follow);
