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

const form = document.querySelector("form.writing__form[data-version]");
const words = document.getElementById("writing-words");
if (form && words && form.querySelector("[data-formset]")) {
  const said = JSON.parse(words.textContent);
  form.setAttribute("data-scripted", "");
  form.querySelectorAll("[data-scripted][hidden]").forEach((part) => part.removeAttribute("hidden"));
  letWrite(form, said);
  letDrag(form, said);
  countWords(form, said);
  offerOutline(form, said);
  takePastes(form, said);
  showPreview(form, said);
  keepDrafts(form, said);
}
