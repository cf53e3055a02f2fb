// The form of a report made for writing. Every field works without it; this adds order by keys and by dragging, new
// sections and points without a page load, counts, a live preview, and a copy of what is not saved yet.
"use strict";

import { countWords } from "./counting.js";
import { keepDrafts } from "./drafts.js";
import { letDrag } from "./dragging.js";
import { offerOutline } from "./outline.js";
import { takePastes } from "./pasting.js";
import { showPreview } from "./preview.js";
import { letWrite } from "./rows.js";

// The admin's choosers of rows are named by what was chosen alone, or by nothing.
function nameChoosers(form) {
  const parts = ".select2-search__field, .select2-selection--single, .select2-selection__rendered[role=textbox]";
  for (const field of form.querySelectorAll(parts)) {
    const label = field.closest(".flex-container, .form-row").querySelector("label");
    if (label) {
      label.id = label.id || `${label.htmlFor}-label`;
      field.setAttribute("aria-labelledby", `${label.id} ${field.getAttribute("aria-labelledby") || ""}`.trim());
    }
  }
}

const form = document.querySelector("form.writing__form[data-version]");
const words = document.getElementById("writing-words");
if (form && words && form.querySelector("[data-formset]")) {
  const said = JSON.parse(words.textContent);
  form.setAttribute("data-scripted", "");
  form.querySelectorAll("[data-scripted][hidden]").forEach((part) => part.removeAttribute("hidden"));
  letWrite(form, said);
  if (window.django && window.django.jQuery) {
    window.django.jQuery(() => setTimeout(() => nameChoosers(form)));
  }
  letDrag(form, said);
  countWords(form, said);
  offerOutline(form, said);
  takePastes(form, said);
  showPreview(form, said);
  keepDrafts(form, said);
}
