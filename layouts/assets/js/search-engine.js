// The engine, Pagefind, behind a small interface: nothing outside this file knows which one it is.

import { characters } from "./search-letters.js";

const PATIENCE = 20_000; // milliseconds until the reader is told that it does not work
const BUCKETS = 64; // files over which the lists of characters are spread
const CARDS = 32; // suggestions to a file of what is shown of them
const FEW = 12, MANY = 200; // answers remembered: large ones, small ones

/**
 * Open the index in a folder.
 *
 * The answer has `table` (of traditional characters), `facets`, and questions: `exact(words)`, `ranked(words)` and
 * `beginning(word)` give a map from the pages' ids to {score, at: the places of the words, of `exact` the first alone},
 * `holding(character)` sets of `pages` and `points`, `read(id)` one page, `card(point)` what is shown of a suggestion.
 */
export const open = async (folder) => {
  const [pagefind, records, table] = await inTime(Promise.all([
    import(new URL("pagefind.js", folder).href),
    fetched(new URL("records.json", folder)).then((answer) => answer.json()),
    fetched(new URL("traditional.txt", folder)).then((answer) => answer.text()),
  ]));
  await inTime(started(pagefind));
  const ask = remembering(FEW, async (text) =>
    new Map((await inTime(pagefind.search(text))).results.map(({ id, score, words }) => [id, { score, at: words }])));
  const json = remembering(MANY, async (name) => (await inTime(fetched(new URL(name, folder)))).json());
  return {
    table: characters(table),
    facets: new Facets(records),
    exact: (words) => ask(`"${words.join(" ")}"`),
    // For order and places only: it takes beginnings for words, and passes over words that it does not know.
    ranked: (words) => ask(words.join(" ")),
    beginning: ask,
    holding: async (character) => {
      const bucket = await json(`characters/${character.codePointAt(0) % BUCKETS}.json`);
      const places = (name) => {
        let place = 0;
        return (bucket[name] ?? []).map((step) => (place += step));
      };
      return { pages: new Set(places(character).map((place) => records.ids[place])), points: new Set(places(`${character}·`)) };
    },
    read: remembering(MANY, (id) => inTime(page(new URL(`fragment/${id}.pf_fragment`, folder)))),
    card: async (point) => (await json(`points/${Math.floor(point / CARDS)}.json`))[point % CARDS],
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

/**
 * The facets of all pages and of the suggestions on them: the values of each, how many of a set have which, and which is
 * newer.  The id of a page is text, that of a suggestion is its place among all.
 */
class Facets {
  constructor({ ids, filters, points = { values: {}, of: [] } }) {
    this.ids = ids;
    this.filters = filters;
    this.points = points.of; // [place of the page, start, end of the heading, end, kind, state]
    this.ownNames = Object.keys(points.values); // of the filters in which a suggestion has a value of its own
    this.ownValues = points.values;
    this.places = new Map(ids.map((id, place) => [id, place]));
    this.onPage = new Map();
    points.of.forEach(([place], point) => this.onPage.set(place, [...(this.onPage.get(place) ?? []), point]));
    this.newerFirst = (a, b) => this.place(a) - this.place(b) || a - b;
  }

  place(id) {
    return typeof id === "number" ? this.points[id][0] : this.places.get(id);
  }

  /** Give the page that a suggestion stands on. */
  page(point) {
    return this.ids[this.points[point][0]];
  }

  pointsOn(id) {
    return this.onPage.get(this.places.get(id)) ?? [];
  }

  values(id, name) {
    if (typeof id === "number" && this.ownValues[name]) return [this.ownValues[name][this.points[id][4 + this.ownNames.indexOf(name)]]];
    const { values, of } = this.filters[name] ?? { values: [], of: [] };
    return (of[this.place(id)] ?? []).map((value) => values[value]);
  }

  /** Tell whether a page or suggestion has one of the chosen values of every filter, but for the one left out of account. */
  admits(id, chosen, except) {
    return Object.entries(chosen).every(([name, wanted]) =>
      name === except || !wanted.length || this.values(id, name).some((value) => wanted.includes(value)));
  }

  /** Count the values of a filter among those that the other filters admit: what choosing each would leave. */
  count(ids, name, chosen) {
    const counts = new Map(chosen[name].map((value) => [value, 0]));
    for (const id of ids.filter((id) => this.admits(id, chosen, name)))
      for (const value of this.values(id, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }
}

/** Remember so many answers at most; what failed is asked again. */
const remembering = (most, ask) => {
  const answers = new Map();
  return (question) => {
    if (answers.size >= most && !answers.has(question)) answers.clear();
    if (!answers.has(question)) answers.set(question, ask(question).catch((problem) => {
      answers.delete(question);
      throw problem;
    }));
    return answers.get(question);
  };
};

const inTime = (promise) =>
  Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error("timeout")), PATIENCE))]);

const fetched = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer;
};
