// The engine, Pagefind, behind a small interface: nothing outside this file knows which one it is.

import { characters } from "./search-letters.js";

const PATIENCE = 20_000; // milliseconds until the reader is told that it does not work
const BUCKETS = 64; // files over which the lists of characters are spread

/**
 * Open the index in a folder.
 *
 * The answer has `table` (of traditional characters), `facets`, and questions: `exact(words)`, `ranked(words)` and
 * `beginning(word)` give a map from the pages' ids to scores, `holding(character)` a set of ids, `read(id)` one page.
 */
export const open = async (folder) => {
  const [pagefind, records, table] = await inTime(Promise.all([
    import(new URL("pagefind.js", folder).href),
    fetched(new URL("records.json", folder)).then((answer) => answer.json()),
    fetched(new URL("traditional.txt", folder)).then((answer) => answer.text()),
  ]));
  await inTime(started(pagefind));
  const ask = async (text) => new Map((await inTime(pagefind.search(text))).results.map(({ id, score }) => [id, score]));
  return {
    table: characters(table),
    facets: new Facets(records),
    exact: (words) => ask(`"${words.join(" ")}"`),
    // For its order only: it takes beginnings for words, and passes over words that it does not know.
    ranked: (words) => ask(words.join(" ")),
    beginning: ask,
    holding: async (character) => {
      const bucket = await inTime(fetched(new URL(`characters/${character.codePointAt(0) % BUCKETS}.json`, folder)));
      let place = 0;
      return new Set(((await bucket.json())[character] ?? []).map((step) => records.ids[(place += step)]));
    },
    read: (id) => inTime(page(new URL(`fragment/${id}.pf_fragment`, folder))),
  };
};

/**
 * Start Pagefind with a neutral language.  It takes the language from the document, at once and from nowhere else, and
 * would cut the pairs of a Chinese page again; the page has its own language back before anything else runs.
 */
const started = (pagefind) => {
  const html = document.documentElement;
  const language = html.getAttribute("lang") ?? "";
  html.setAttribute("lang", "und");
  const ready = pagefind.init();
  html.setAttribute("lang", language);
  return ready;
};

/** Read what the index holds of one page; its address there begins with its date, or with its year if it has none. */
const page = async (url) => {
  const packed = (await fetched(url)).body;
  const bytes = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const found = JSON.parse(new TextDecoder().decode(bytes.slice("pagefind_dcd".length)));
  const [, date, path] = found.url.match(/^\/([\d-]+)\/(.*)$/);
  return {
    path,
    date: date.length === "2021-06-10".length ? date : null,
    title: (found.meta.title ?? "").split(/\s+/),
    tokens: found.content.split(/\s+/),
    anchors: found.anchors,
    filters: found.filters,
  };
};

/** The facets of all pages: the values of each, how many of a set have which, and which page is newer. */
class Facets {
  constructor({ ids, filters }) {
    this.ids = ids;
    this.filters = filters;
    this.place = new Map(ids.map((id, place) => [id, place]));
    this.newerFirst = (a, b) => this.place.get(a) - this.place.get(b);
  }

  values(id, name) {
    return this.filters[name].of[this.place.get(id)].map((value) => this.filters[name].values[value]);
  }

  /** Tell whether a page has one of the chosen values of every filter, but for the one left out of account. */
  admits(id, chosen, except) {
    return Object.entries(chosen).every(([name, wanted]) =>
      name === except || !wanted.length || this.values(id, name).some((value) => wanted.includes(value)));
  }

  /** Count the values of a filter among the pages that the other filters admit: what choosing each would leave. */
  count(ids, name, chosen) {
    const counts = new Map(chosen[name].map((value) => [value, 0]));
    for (const id of ids.filter((id) => this.admits(id, chosen, name)))
      for (const value of this.values(id, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }
}

const inTime = (promise) =>
  Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error("timeout")), PATIENCE))]);

const fetched = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer;
};
