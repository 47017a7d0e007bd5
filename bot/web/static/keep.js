// Keep what is typed into a form as a draft, a moment after each pause. Without this file a button keeps it. What cannot
// be kept, because the curator has been logged out or the bot is away, stays in this browser until it can be.
"use strict";

const form = document.querySelector("form[data-keep]");
const status = document.querySelector("[data-kept]");
const PAUSE = 1000; // milliseconds
const AGAIN = 5000;
const place = `draft:${form.getAttribute("action")}`;
const CARRIED = ["proof", "draft", "revision", "upto", "mark", "follows"];
let typed = false;
let sending = false;
let leaving = false;
let timer = 0;

const body = () => {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  fields.set("step", "keep");
  return form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
};

function say(text, isBad) {
  status.textContent = text;
  status.classList.toggle("bad", isBad);
}

function stash() {
  const fields = [...new FormData(form)].filter(([name, value]) => !CARRIED.includes(name) && !(value instanceof File));
  try {
    localStorage.setItem(place, JSON.stringify(fields));
  } catch {
    return; // a browser may forbid it; what is typed still stands in the form
  }
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

async function keep() {
  if (sending) return later(PAUSE);
  sending = true;
  typed = false;
  try {
    const reply = await fetch(form.getAttribute("action"), {
      method: "POST", body: body(), headers: { Accept: "application/json" }, keepalive: leaving,
    });
    if (!(reply.headers.get("content-type") || "").startsWith("application/json")) throw new Error("not kept");
    const told = await reply.json();
    if (reply.ok) {
      form.elements.draft.value = told.draft;
      form.elements.revision.value = told.revision;
      localStorage.removeItem(place);
      form.dispatchEvent(new CustomEvent("kept", { detail: told }));
      if (told.page) history.replaceState(null, "", told.page); // loaded again, the page goes on with this draft
    }
    say(told.said, !reply.ok);
  } catch {
    stash();
    say(status.dataset.away, true);
    typed = true;
    if (!leaving) later(AGAIN);
  }
  sending = false;
}

function changed() {
  typed = true;
  later(PAUSE);
}

function bringBack() {
  let fields = null;
  try {
    fields = JSON.parse(localStorage.getItem(place) || "null");
  } catch {
    return;
  }
  if (!fields) return;
  const seen = {};
  for (const [name, text] of fields) {
    const field = form.querySelectorAll(`[name="${CSS.escape(name)}"]`)[(seen[name] ??= 0)];
    seen[name] += 1; // a field may stand in a form several times
    if (field && "value" in field && field.type !== "checkbox" && field.type !== "hidden") field.value = text;
  }
  say(status.dataset.back, false);
  changed();
}

if (form && status) {
  form.addEventListener("input", changed);
  form.addEventListener("submit", () => {
    typed = false; // the form keeps it itself
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => {
    leaving = true;
    if (typed) keep();
  });
  bringBack();
}
