// How much is written: Chinese characters and words of other scripts, of each section and of all.
"use strict";

import { isSection, liveRows } from "./rows.js";
import { filled } from "./telling.js";

const HAN = /\p{Script=Han}/gu;
const WORD = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu;
const TEXTS = /-(heading|body|closing|text)$/;

export function measure(text) {
  const characters = (text.match(HAN) || []).length;
  const others = (text.replace(HAN, " ").match(WORD) || []).length;
  return { characters, others };
}

export function textOf(row) {
  const fields = Array.from(row.querySelectorAll("input, textarea"));
  const live = fields.filter((field) => TEXTS.test(field.name) && !field.closest("[data-removed]"));
  return live.map((field) => field.value).join("\n");
}

export function inWords({ characters, others }, words) {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const some = characters ? filled(words.characters, number.format(characters)) : "";
  const rest = others || !characters ? filled(words.words, number.format(others)) : "";
  return some && rest ? filled(words.both, some, rest) : some || rest;
}

export function countWords(form, words) {
  const list = document.querySelector("#sections-group > [data-rows]");
  const total = form.querySelector("[data-total]");
  let waiting = 0;
  const count = () => {
    const sum = { characters: 0, others: 0 };
    for (const row of liveRows(list).filter(isSection)) {
      const found = measure(textOf(row));
      sum.characters += found.characters;
      sum.others += found.others;
      row.querySelector("[data-count]").textContent = inWords(found, words);
    }
    total.textContent = inWords(sum, words);
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(count, 150);
  };
  form.addEventListener("input", later);
  form.addEventListener("written", later);
  count();
}
