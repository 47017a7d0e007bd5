// The search, which runs in the browser alone. Without this script every page is still there, under its topic.
"use strict";

// A page that is reached by a link within the site shows the address that others link to.
if (location.protocol !== "file:" && location.pathname.endsWith("/index.html")) {
  history.replaceState(null, "", location.pathname.slice(0, -"index.html".length) + location.search + location.hash);
}

// Every word is compared as it would be written in plain Latin letters, so that "kurultai", "курултай" and "құрылтай"
// typed without the Kazakh letters are found alike.
const LATIN = {
  а: "a", ә: "a", б: "b", в: "v", г: "g", ғ: "g", д: "d", е: "e", ё: "e", э: "e", ж: "j", з: "z", и: "i", й: "i", і: "i",
  ы: "i", к: "k", қ: "k", л: "l", м: "m", н: "n", ң: "n", о: "o", ө: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ұ: "u",
  ү: "u", ф: "f", х: "h", һ: "h", ц: "c", ч: "ch", ш: "sh", щ: "sh", ъ: "", ь: "", ю: "iu", я: "ia",
};
const RESPELT = [[/zh/g, "j"], [/kh/g, "h"], [/shch/g, "sh"], [/ts/g, "c"], [/y/g, "i"], [/q/g, "k"], [/w/g, "v"], [/ii+/g, "i"]];

function fold(word) {
  const letters = [...word.toLowerCase().replace(/[äәáə]/g, "a").replace(/ı/g, "i").normalize("NFC")]
    .map((letter) => LATIN[letter] ?? letter).join("").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return RESPELT.reduce((text, [from, to]) => text.replace(from, to), letters);
}

function wordsOf(text) {
  return (text.match(/[\p{L}\p{N}]+/gu) || []).map(fold);
}

// Where two words go on after a slip: a letter replaced, too many, or left out, or two letters swapped.
const SLIPS = [[1, 1], [1, 0], [0, 1], [2, 2]];

// How many letters of two words agree but for a slip at a place up to which they are the same.
function agreeing(asked, known, place) {
  return Math.max(...SLIPS.map(([inAsked, inKnown]) => {
    const swapped = inAsked < 2 || (asked[place] === known[place + 1] && asked[place + 1] === known[place]);
    let run = 0;
    while (swapped && place + inAsked + run < asked.length
      && asked[place + inAsked + run] === known[place + inKnown + run]) run += 1;
    return swapped ? place + run + (inAsked === 2 ? 2 : 0) : 0;
  }));
}

// How alike two words are, 0 to 1: the same, one the beginning of the other, the same up to their endings, or so but for
// a slip.
function likeness(asked, known) {
  if (asked === known) return 1;
  if (asked.length < 2 || asked[0] !== known[0]) return 0;
  if (known.startsWith(asked)) return asked.length < 3 ? 0.4 : 0.8;
  let same = 0;
  while (same < asked.length && asked[same] === known[same]) same += 1;
  const longest = Math.max(asked.length, known.length);
  if (same >= 4 && same >= 0.6 * longest) return 0.7;
  if (asked.length < 5 || known.length < 4) return 0;
  return agreeing(asked, known, same) >= Math.max(4, 0.7 * longest) ? 0.6 : 0;
}

// Words that say little of what is asked.
const LIGHT = new Set(wordsOf(`
  деген дегеніміз не ма ме ба бе па пе осы бұл сол деп туралы және мен бен пен үшін болады бола екен айтыңызшы айтшы маған
  что такое такой такая чем это этот эта ли же бы и в во на о об про по за из с к у не ну а вы мне нам есть быть будет был
  были скажите расскажите пожалуйста
  a an the is are was were be will do does did what which this that it of in on to for about i me my you your can tell please
`));

// Weights of a page's title, the line about it, and further words; how much more a rare word says; and how much rather
// answers and names are shown than topics and articles. `python -m benchmarks.site` measures what that finds.
const WEIGHTS = [3, 1, 2];
const RARITY = 1.5;
const KINDS = { answers: 1.5, people: 1.5 };
let pages = null;

// The index, a script of its own, calls this with [place, title, line, words] for each page.
window.searchIn = (rows) => {
  pages = rows.map(([place, title, line, more]) => ({ place, title, line, words: [title, line, more].map(wordsOf) }));
  show();
};

function strengths(word) {
  return pages.map((page) => {
    let best = 0;
    page.words.forEach((words, kind) => {
      for (const known of words) best = Math.max(best, WEIGHTS[kind] * likeness(word, known));
    });
    return best;
  });
}

function find(text) {
  const totals = pages.map(() => 0);
  let most = 0;
  for (const word of new Set(wordsOf(text))) {
    const found = strengths(word);
    const rare = Math.log(1 + pages.length / (1 + found.filter((one) => one > 0).length)) ** RARITY;
    const rarity = LIGHT.has(word) ? rare / 2 : rare;
    most += WEIGHTS[0] * rarity;
    found.forEach((one, number) => { totals[number] += one * rarity; });
  }
  const best = Math.max(...totals);
  return pages.map((page, number) => [totals[number], page])
    .map(([total, page]) => [total * (KINDS[page.place.split("/")[0]] || 1), page])
    .filter(([total]) => total > 0.05 * most && total > 0.3 * best)
    .sort((one, other) => other[0] - one[0]).slice(0, 12).map(([, page]) => page);
}

const form = document.querySelector(".search");
const input = form?.querySelector("input");

function row(page) {
  const item = document.createElement("li");
  const link = item.appendChild(document.createElement("a"));
  link.href = `${page.place}index.html`;
  link.textContent = page.title;
  if (page.line) item.appendChild(document.createElement("p")).textContent = page.line;
  return item;
}

function show() {
  const text = input.value.trim();
  const found = text ? find(text) : [];
  form.querySelector(".found").replaceChildren(...found.map(row));
  form.querySelector(".count").textContent = found.length ? form.dataset.found.replace("…", found.length) : "";
  form.querySelector(".nothing").hidden = !text || found.length > 0;
}

function look() {
  if (pages) { show(); return; }
  if (document.querySelector("script[data-search]")) return;
  const index = document.createElement("script");
  index.src = form.dataset.index;
  index.dataset.search = "";
  document.head.appendChild(index);
}

if (form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); look(); form.querySelector(".found a")?.focus(); });
  input.addEventListener("input", look);
  input.addEventListener("focus", look, { once: true });
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) look();
}
