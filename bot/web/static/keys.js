// Shortcuts, for those who like them: j and k go from one to the next, a letter or a digit goes to what is marked with
// it, Enter then does it. All can be reached with Tab too, and works without this file.
"use strict";

for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;

const rows = [...document.querySelectorAll("[data-row] a:first-of-type")].filter(
  (link, at, all) => all.findIndex((one) => one.closest("[data-row]") === link.closest("[data-row]")) === at,
);

function step(by) {
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  if (rows[next]) rows[next].focus();
}

// The key itself, whatever letters the keyboard is set to.
const nameOf = (event) =>
  event.code.startsWith("Key") ? event.code.slice(3).toLowerCase()
  : event.code.startsWith("Digit") ? event.code.slice(5)
  : event.key;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const name = nameOf(event);
  const marked = document.querySelector(`[data-key="${CSS.escape(name)}"]`);
  if (name === "j" || name === "k") step(name === "j" ? 1 : -1);
  else if (marked) marked.focus();
  else return;
  event.preventDefault();
});
