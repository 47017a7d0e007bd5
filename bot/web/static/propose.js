// Let the label and the fact of a new entry follow its question and answer, as they are proposed each time that what is
// typed is kept, until somebody writes them. Without this file they are proposed when the entry is previewed.
"use strict";

const sheet = document.querySelector("form[data-keep]");
const follows = sheet?.elements.follows;
const last = {};

const fields = () => [...sheet.querySelectorAll("textarea[name^='lead-'], textarea[name^='short-']")];

function note() {
  const names = fields().filter((field) => field.value && field.value === last[field.name]).map((field) => field.name);
  follows.value = ["shown", ...names].join(" ");
}

function propose(found) {
  let isNew = false;
  for (const field of fields()) {
    const text = found[field.name] || "";
    const isFree = field.value ? field.value === last[field.name] : !field.dataset.touched;
    last[field.name] = text;
    if (!isFree || field.value === text) continue;
    field.value = text;
    isNew = true;
  }
  sheet.elements.id.placeholder = found.id || sheet.elements.id.placeholder;
  note();
  if (isNew) sheet.dispatchEvent(new Event("input")); // so that it is kept too
}

if (follows) {
  const first = Object.fromEntries(fields().map((field) => [field.name, field.dataset.proposed || ""]));
  Object.assign(last, first);
  sheet.addEventListener("input", (typed) => {
    if (typed.isTrusted && typed.target.name) typed.target.dataset.touched = "yes";
    if (follows.value) note();
  });
  if (follows.value) note();
  else if (Object.values(first).some(Boolean)) propose(first);
  sheet.addEventListener("kept", (told) => told.detail.proposed && propose(told.detail.proposed));
}
