// Suggestions while typing, in every search field: an ARIA combobox with a listbox. Without this script the field is a
// plain one, and Enter without a chosen suggestion searches as ever.

const PAUSE = 120;
const KEPT = 50;
let number = 0;

class Suggestions {
  constructor(form, field) {
    this.form = form;
    this.field = field;
    this.answers = new Map();
    this.active = -1;
    this.timer = 0;
    this.asking = null;
    this.list = this.makeList();
    this.status = this.makeStatus();
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.autocomplete = "off";
    field.addEventListener("input", (event) => event.isComposing || this.wait());
    field.addEventListener("compositionend", () => this.wait());
    field.addEventListener("keydown", (event) => this.onKey(event));
    field.addEventListener("blur", () => this.close());
    form.addEventListener("submit", () => this.close());
    window.addEventListener("pagehide", () => this.close());
    // This module is fetched when the field is entered: something may have been typed since.
    if (document.activeElement === field && field.value) {
      this.wait();
    }
  }

  makeList() {
    const list = document.createElement("ul");
    number += 1;
    list.id = `suggestions-${number}`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.form.dataset.suggestLabel);
    this.field.parentElement.classList.add("has-suggestions");
    this.field.parentElement.append(list);
    // The field keeps the focus, else its blur would close the list before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        location.assign(option.dataset.address);
      }
    });
    return list;
  }

  makeStatus() {
    const status = document.createElement("span");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    this.field.parentElement.append(status);
    return status;
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const typed = this.field.value.trim();
    if (this.asking) {
      this.asking.abort();
      this.asking = null;
    }
    if (!typed) {
      this.close();
      return;
    }
    if (!this.answers.has(typed)) {
      const asking = new AbortController();
      this.asking = asking;
      try {
        const address = `${this.form.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
        const response = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
        if (!response.ok) {
          return;
        }
        this.keep(typed, await response.json());
      } catch {
        // Given up for what was typed since, or no connection: the field works without suggestions.
        return;
      }
    }
    if (this.field.value.trim() === typed && document.activeElement === this.field) {
      this.show(this.answers.get(typed));
    }
  }

  keep(typed, answer) {
    if (this.answers.size >= KEPT) {
      this.answers.clear();
    }
    this.answers.set(typed, answer);
  }

  show([, texts, kinds, addresses]) {
    this.list.replaceChildren(...texts.map((text, place) => this.makeOption(text, kinds[place], addresses[place], place)));
    this.active = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.list.hidden = texts.length === 0;
    this.field.setAttribute("aria-expanded", String(texts.length > 0));
    this.status.textContent = texts.length ? `${this.form.dataset.suggestLabel}: ${texts.length}` : "";
  }

  makeOption(text, kind, address, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.className = "suggestions__option";
    option.dataset.address = address;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    for (const [name, content] of [["text", text], ["kind", kind]]) {
      const part = document.createElement("span");
      part.className = `suggestions__${name}`;
      part.textContent = content;
      option.append(part, " ");
    }
    return option;
  }

  close() {
    clearTimeout(this.timer);
    if (this.asking) {
      this.asking.abort();
      this.asking = null;
    }
    this.list.hidden = true;
    this.active = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
  }

  // One place more than there are options: the field itself, between the last and the first.
  move(step) {
    const options = this.list.children;
    const places = options.length + 1;
    if (this.active >= 0) {
      options[this.active].setAttribute("aria-selected", "false");
    }
    this.active = ((this.active + 1 + step + places) % places) - 1;
    if (this.active < 0) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    const option = options[this.active];
    option.setAttribute("aria-selected", "true");
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) {
      return;
    }
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.field.value.trim()) {
        event.preventDefault();
        this.ask();
      }
      return;
    }
    const actions = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Escape: () => this.close(),
      Enter: this.active >= 0 ? () => location.assign(this.list.children[this.active].dataset.address) : null,
    };
    if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const field = form.querySelector("input[name=q]");
  if (field) {
    new Suggestions(form, field);
  }
}
