// Numbers as they are written before headings: 1. (2) 三、 （四） 第五 ⑥ g)
"use strict";

const DIGITS = "零一二三四五六七八九";
const ARABIC = /^(\D*)(\d{1,3})(\D*)$/;
const CHINESE = /^([（(【第]?)([一二三四五六七八九十]{1,3})(.{0,2})$/;
const LETTER = /^([（(]?)([a-yA-Y])([).、）]{0,2})$/;

function chineseNumber(text) {
  const [tens, ones] = text.includes("十") ? text.split("十") : ["", text];
  const ten = text.includes("十") ? (tens ? DIGITS.indexOf(tens) : 1) : 0;
  return ten * 10 + (ones ? DIGITS.indexOf(ones) : 0);
}

function inChinese(number) {
  const ten = Math.floor(number / 10);
  return (ten ? (ten > 1 ? DIGITS[ten] : "") + "十" : "") + (number % 10 ? DIGITS[number % 10] : "");
}

// The number that follows a number, written alike; "" where there is none.
export function nextMarker(marker) {
  let found = ARABIC.exec(marker);
  if (found) {
    return found[1] + (Number(found[2]) + 1) + found[3];
  }
  found = CHINESE.exec(marker);
  if (found) {
    return found[1] + inChinese(chineseNumber(found[2]) + 1) + found[3];
  }
  found = LETTER.exec(marker);
  if (found) {
    return found[1] + String.fromCharCode(found[2].charCodeAt(0) + 1) + found[3];
  }
  return /^[①-⑲]$/.test(marker) ? String.fromCharCode(marker.charCodeAt(0) + 1) : "";
}

// Whether numbers follow each other, so that they may be given anew when their order changes.
export function areInOrder(markers) {
  return markers.length > 1 && markers.every((marker, at) => at === 0 || marker === nextMarker(markers[at - 1]));
}
