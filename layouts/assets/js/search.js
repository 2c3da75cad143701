// The search page: reads what is typed, asks the index, shows what was found.  Five parts, each knowing only those above it:
// letters (how text becomes tokens), engine (Pagefind, and nothing outside it knows that), plan (which pages answer),
// excerpts, and the page.  The index side of the tokens is builder/site/shadow.py; a test compares the two.
//
// What the page must hold (all visible words come from there; a word in {braces} is filled in here):
//   #search            data-state = ready | absent | renewing, data-index = the index folder, data-root = the site's root
//   #search-form       with #search-q (input, name q) and #search-sort (select, name sort: "", new, old)
//   #search-fallback   shown unless this script runs: why, and the static lists
//   #search-status     role=status;  #search-filters, #search-results (tabindex=-1), #search-pages: filled here
//   #search-words      application/json: searching found found_near only_near none near_heading direct absent renewing failed
//                      retry previous next page_of more clear, and filters: [{name (in the index), param (in the address), label}]

// ---- letters

const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const LETTERS = new RegExp(`[${HAN}]|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
const IS_HAN = new RegExp(`^[${HAN}]`, "u");
const CLOSE = "\u01c0";
const SIGNS = "!$%()+,-./:;=?@~";
const SPELLED = /[!$%()+,\-./:;=?@~]+$/;

/** The table of traditional characters: two lines that run in step. */
export const characters = (text) => {
  const [traditional, simplified] = text.split("\n");
  return new Map([...traditional].map((form, i) => [form, simplified[i]]));
};

/** Typed text in the form in which it is compared: one width, lower case, simplified. */
export const folded = (text, table) => Array.from(text.normalize("NFKC").toLowerCase(), (c) => table.get(c) ?? c).join("");

/** What was typed, as terms between spaces; each is a list of letters: single Han characters, other runs whole. */
export const terms = (query, table) =>
  folded(query, table).split(/\s+/).map((term) => term.match(LETTERS) ?? []).filter((letters) => letters.length);

/**
 * The index words that follow each other wherever the term stands, and the Han character it ends with where that one is in
 * none of them (7月, or one character alone): such a page holds the words in a row, and the character somewhere.
 */
export const phrase = (letters) => {
  const words = [];
  let open = null;
  letters.forEach((letter, i) => {
    const next = letters[i + 1];
    if (!IS_HAN.test(letter)) words.push(letter);
    else if (next !== undefined) words.push(letter + (IS_HAN.test(next) ? next : CLOSE));
    else if (i === 0 || !IS_HAN.test(letters[i - 1])) open = letter;
  });
  return { words, open };
};

/** The text that a token stands for: its first character, or what is spelled behind it. */
export const printed = (token) => {
  const spelled = token.match(SPELLED)?.[0];
  if (!spelled) return IS_HAN.test(token) ? String.fromCodePoint(token.codePointAt(0)) : token;
  const units = spelled.match(/..../g) ?? [];
  return String.fromCharCode(...units.map((unit) => [...unit].reduce((sum, sign) => sum * 16 + SIGNS.indexOf(sign), 0)));
};

/** The letter a token stands for, as terms() makes them. */
const letterOf = (token) => (IS_HAN.test(token) ? String.fromCodePoint(token.codePointAt(0)) : token.replace(SPELLED, "").toLowerCase());

/** The word of a number (91, 091, 第91号) or of a document number (〔2021〕62号), where what was typed is one, else null. */
export const numberWord = (query, table) => {
  const text = folded(query.replace(/\s/g, ""), table);
  const document = text.match(/^([\p{L}\p{N}]*?)[[(〔【](\d{4})[\])〕】]第?0*(\d+)号?$/u);
  if (document) return `${document[1]}${CLOSE}${CLOSE}${document[2]}${CLOSE}${document[3]}`;
  const number = text.match(/^第?([a-z\d][a-z\d〔〕()-]*)号?(?:提案|建议|议案)?$/)?.[1];
  if (!number || !/\d/.test(number)) return null;
  const key = number.replace(/(?<!\d)0+(?=\d)/g, "").replace(/[^\p{L}\p{N}]+/gu, CLOSE);
  return CLOSE + key.replace(/ǀ+$/, "");
};

// ---- engine

const BUCKETS = 64;
const PATIENCE = 20_000; // milliseconds until the reader is told that it does not work

const inTime = (promise) =>
  Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error("timeout")), PATIENCE))]);

const fetched = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer;
};

/** Open the index: {table, records, exact(words), beginning(word), holding(character), ranked(words), read(id)}. */
export const open = async (folder) => {
  const [pagefind, records, table] = await inTime(Promise.all([
    import(new URL("pagefind.js", folder).href),
    fetched(new URL("records.json", folder)).then((answer) => answer.json()),
    fetched(new URL("traditional.txt", folder)).then((answer) => answer.text()).then(characters),
  ]));
  // Pagefind takes its language from the document, at once and from nowhere else, and would cut the tokens of a Chinese page again.
  const html = document.documentElement;
  const language = html.getAttribute("lang");
  html.setAttribute("lang", "und");
  const ready = pagefind.init();
  if (language === null) html.removeAttribute("lang");
  else html.setAttribute("lang", language);
  await inTime(ready);

  const ask = async (text) => new Map((await inTime(pagefind.search(text))).results.map(({ id, score }) => [id, score]));
  return {
    table,
    records: new Facets(records),
    exact: (words) => ask(`"${words.join(" ")}"`),
    beginning: ask,
    holding: async (character) => {
      const bucket = await inTime(fetched(new URL(`characters/${character.codePointAt(0) % BUCKETS}.json`, folder)));
      let place = 0;
      return new Set(((await bucket.json())[character] ?? []).map((step) => records.ids[(place += step)]));
    },
    ranked: (words) => ask(words.join(" ")),
    read: (id) => inTime(fragment(new URL(`fragment/${id}.pf_fragment`, folder))),
  };
};

/** What the index holds of one page; its address there begins with its date, or with its year where it has none. */
const fragment = async (url) => {
  const packed = (await fetched(url)).body;
  const bytes = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const page = JSON.parse(new TextDecoder().decode(bytes.slice("pagefind_dcd".length)));
  const [, date, path] = page.url.match(/^\/([\d-]+)\/(.*)$/);
  return { ...page, path, date: date.length === 10 ? date : "" };
};

/** The facets of all pages: which values each has, how many of a set have each, and which is newer. */
class Facets {
  constructor({ ids, filters }) {
    this.ids = ids;
    this.filters = filters;
    this.place = new Map(ids.map((id, place) => [id, place]));
  }
  values(id, name) {
    return this.filters[name].of[this.place.get(id)].map((value) => this.filters[name].values[value]);
  }
  /** Tell whether a page has one of the chosen values of every filter, but for the one left out of account. */
  admits(id, chosen, except) {
    return Object.entries(chosen).every(([name, wanted]) =>
      name === except || !wanted.length || this.values(id, name).some((value) => wanted.includes(value)));
  }
  /** Count the values of a filter among the pages that the other filters admit, so that a second value can be added. */
  count(ids, name, chosen) {
    const counts = new Map(chosen[name].map((value) => [value, 0]));
    for (const id of ids)
      if (this.admits(id, chosen, name)) for (const value of this.values(id, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }
}

// ---- plan

const ENOUGH = 3; // exact results that make approximate ones unnecessary
const NEAR = 0.35; // the share of the query, weighted by rarity, that an approximate result holds at least
const MOST_NEAR = 30;
const MOST_WORDS = 24; // asked one by one for approximate results
const PARTICLES = /[的了和与及]/;

/** Find the pages that answer: {direct, exact, near}, lists of ids without a page twice, the best first. */
export const find = async (engine, query) => {
  const place = (id) => engine.records.place.get(id);
  const asked = terms(query, engine.table);
  if (!asked.length) return { direct: [], exact: query.trim() ? [] : [...engine.records.ids], near: [] };
  const number = numberWord(query, engine.table);
  const direct = number ? [...(await engine.exact([number])).keys()].sort((a, b) => place(a) - place(b)) : [];
  const hits = (await containing(engine, asked)).filter((id) => !direct.includes(id));
  const words = asked.flatMap((letters) => phrase(letters).words);
  // The plain search is asked for its order only: it takes beginnings for words, and passes over words it does not know.
  const score = words.length && hits.length > 1 ? await engine.ranked(words) : new Map();
  const exact = hits.sort((a, b) => (score.get(b) ?? 0) - (score.get(a) ?? 0) || place(a) - place(b));
  if (direct.length || exact.length >= ENOUGH) return { direct, exact, near: [] };
  return { direct, exact, near: (await resembling(engine, words)).filter((id) => !exact.includes(id)).slice(0, MOST_NEAR) };
};

/** The pages that hold every term as it was typed. */
const containing = async (engine, asked) => {
  let found = null;
  for (const { words, open } of asked.map(phrase)) {
    const sets = [...(words.length ? [await engine.exact(words)] : []), ...(open ? [await engine.holding(open)] : [])];
    for (const set of sets) found = (found ?? [...set.keys()]).filter((id) => set.has(id));
  }
  return found;
};

/** The pages that hold a good part of the words, rare ones weighing more; the most first, then the newest. */
const resembling = async (engine, words) => {
  const distinct = [...new Set(words)];
  const telling = distinct.filter((word) => !PARTICLES.test(word));
  const share = new Map();
  let all = 0;
  for (const word of (telling.length ? telling : distinct).slice(0, MOST_WORDS)) {
    let found = await engine.exact([word]);
    if (!found.size && !IS_HAN.test(word) && word.length > 2) found = await engine.beginning(word);
    const weight = Math.log((engine.records.ids.length + 1) / (found.size + 0.5));
    all += weight;
    for (const id of found.keys()) share.set(id, (share.get(id) ?? 0) + weight);
  }
  const place = (id) => engine.records.place.get(id);
  return [...share.keys()]
    .filter((id) => share.get(id) >= NEAR * all)
    .sort((a, b) => share.get(b) - share.get(a) || place(a) - place(b));
};

// ---- excerpts

const BEFORE = 16, AFTER = 64; // tokens shown around a hit
const MOST_EXCERPTS = 2;

/** Which tokens belong to a hit: whole terms where there are any, else pairs of them. */
const marks = (letters, asked) => {
  const marked = new Set();
  const mark = (wanted) => {
    for (let i = 0; i <= letters.length - wanted.length; i++)
      if (wanted.every((letter, j) => letters[i + j] === letter)) wanted.forEach((_, j) => marked.add(i + j));
  };
  asked.forEach(mark);
  if (!marked.size)
    for (const term of asked) for (let i = 0; i + 1 < term.length; i++) if (!PARTICLES.test(term[i] + term[i + 1])) mark([term[i], term[i + 1]]);
  return marked;
};

/** Put a run of tokens into *element*, hits in <mark>: as text, so that nothing in it is read as HTML. */
const write = (element, tokens, from, to, marked) => {
  for (let i = from; i < to; ) {
    const hit = marked.has(i);
    let text = "";
    for (; i < to && marked.has(i) === hit; i++) text += printed(tokens[i]);
    if (hit) element.append(make("mark", {}, text));
    else element.append(text);
  }
  return element;
};

/** The places to show of one page: [{anchor, from, to}], the first hits in different passages, else its beginning. */
const places = (page, tokens, marked) => {
  const bounds = page.anchors.map(({ id, location }, i) => ({
    anchor: id === "_" ? "" : `#${id}`, start: location, end: page.anchors[i + 1]?.location ?? tokens.length,
  }));
  const hit = bounds.map((b) => ({ ...b, first: [...marked].filter((i) => i >= b.start && i < b.end).sort((a, b) => a - b)[0] }))
    .filter((b) => b.first !== undefined).slice(0, MOST_EXCERPTS);
  return (hit.length ? hit : bounds.slice(0, 1)).map(({ anchor, start, end, first = start }) => {
    const from = Math.max(start, first - BEFORE);
    return { anchor: hit.length ? anchor : "", from, to: Math.min(end, from + BEFORE + AFTER), cutBefore: from > start, cutAfter: from + BEFORE + AFTER < end };
  });
};

// ---- page

const PER_PAGE = 10;
const DEBOUNCE = 300;

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);

/** What the address asks for: {q, sort, page, chosen: {filter name: [values]}}. */
const readAddress = (filters) => {
  const asked = new URLSearchParams(location.search);
  return {
    q: (asked.get("q") ?? "").slice(0, 200),
    sort: ["new", "old"].includes(asked.get("sort")) ? asked.get("sort") : "",
    page: Math.max(1, Number.parseInt(asked.get("page"), 10) || 1),
    chosen: Object.fromEntries(filters.map(({ name, param }) => [name, asked.getAll(param)])),
  };
};

const address = (state, filters) => {
  const asked = new URLSearchParams();
  if (state.q) asked.set("q", state.q);
  for (const { name, param } of filters) for (const value of state.chosen[name]) asked.append(param, value);
  if (state.sort) asked.set("sort", state.sort);
  if (state.page > 1) asked.set("page", state.page);
  return `?${asked}`;
};

const isEmpty = (state) => !state.q.trim() && Object.values(state.chosen).every((values) => !values.length);

const start = (root) => {
  const part = (name) => document.getElementById(`search-${name}`);
  const words = JSON.parse(part("words").textContent);
  const [form, field, sort, status] = ["form", "q", "sort", "status"].map(part);
  const site = new URL(root.dataset.root, location.href);
  let state = readAddress(words.filters);
  let engine = null; // a promise, once somebody wants it
  let turn = 0; // answers to an earlier question are not shown

  part("fallback")?.setAttribute("hidden", "");
  if (root.dataset.state === "absent") {
    status.textContent = words.absent;
    return;
  }

  const opened = () => (engine ??= open(new URL(root.dataset.index, location.href)).catch((problem) => {
    engine = null;
    throw problem;
  }));

  const clear = () => ["filters", "results", "pages"].forEach((name) => part(name).replaceChildren());

  /** Answer the state.  Nothing is asked of the index before somebody asks something. */
  const run = async (focus) => {
    const mine = ++turn;
    if (isEmpty(state)) {
      clear();
      status.textContent = root.dataset.state === "renewing" ? words.renewing : "";
      return;
    }
    const waiting = setTimeout(() => mine === turn && (status.textContent = words.searching), 150);
    try {
      const index = await opened();
      const found = await find(index, state.q);
      const view = await prepared(index, found, state);
      if (mine === turn) show(index, view, focus);
    } catch (problem) {
      console.error(problem);
      if (mine === turn) showFailure();
    } finally {
      clearTimeout(waiting);
    }
  };

  const showFailure = () => {
    clear();
    const again = make("button", { type: "button" }, words.retry);
    again.addEventListener("click", () => run());
    status.replaceChildren(root.dataset.state === "renewing" ? words.renewing : words.failed, " ", again);
  };

  /** Sort, filter and cut what was found, and read the pages that are shown. */
  const prepared = async (index, found, state) => {
    const { records } = index;
    const newest = (a, b) => records.place.get(a) - records.place.get(b);
    const arranged = (ids) => {
      const admitted = ids.filter((id) => records.admits(id, state.chosen));
      return state.sort ? admitted.sort(state.sort === "new" ? newest : (a, b) => newest(b, a)) : admitted;
    };
    const sure = state.sort ? arranged([...found.direct, ...found.exact]) : [...arranged(found.direct), ...arranged(found.exact)];
    const near = arranged(found.near);
    const pages = Math.max(1, Math.ceil((sure.length + near.length) / PER_PAGE));
    const page = Math.min(state.page, pages);
    const ids = [...sure, ...near].slice((page - 1) * PER_PAGE, page * PER_PAGE);
    const hits = await Promise.all(ids.map(async (id) => ({ id, data: await index.read(id) })));
    return { found, sure: sure.length, near, pages, page, hits };
  };

  const show = (index, view, focus) => {
    const { found, sure, near, pages, page, hits } = view;
    const kind = sure ? (near.length ? "found_near" : "found") : near.length ? "only_near" : "none";
    const notice = root.dataset.state === "renewing" ? `${words.renewing} ` : "";
    status.textContent = notice + fill(words[kind], { n: sure, m: near.length, q: state.q });
    showFilters(index, [...found.direct, ...found.exact, ...found.near]);
    const asked = terms(state.q, index.table);
    const isNear = new Set(found.near), isDirect = new Set(found.direct);
    const list = (some, first) => make("ol", { class: "search-list", start: first }, ...some.map((hit) => item(hit, asked, isDirect)));
    const certain = hits.filter(({ id }) => !isNear.has(id)), rest = hits.slice(certain.length);
    const first = (page - 1) * PER_PAGE + 1;
    part("results").replaceChildren(
      ...(certain.length ? [list(certain, first)] : []),
      ...(rest.length ? [make("h2", { class: "search-near" }, words.near_heading), list(rest, first + certain.length)] : []),
    );
    showPages(page, pages);
    if (focus) part("results").focus();
  };

  const item = ({ id, data }, asked, isDirect) => {
    const url = new URL(data.path.split("/").map(encodeURIComponent).join("/"), site).href;
    const tokens = data.content.split(/\s+/);
    const title = (data.meta.title ?? "").split(/\s+/);
    const marked = (some) => marks(some.map(letterOf), asked);
    const facts = [...["类型", "单位", "办理结果", "届次"].flatMap((name) => data.filters[name] ?? []), data.date].filter(Boolean);
    const inText = marked(tokens);
    const excerpts = places(data, tokens, inText).map(({ anchor, from, to, cutBefore, cutAfter }) => {
      const link = make("a", { href: url + anchor }, cutBefore ? "…" : "");
      write(link, tokens, from, to, inText).append(cutAfter ? "…" : "");
      return make("p", { class: "search-excerpt" }, link);
    });
    return make("li", { class: "search-hit" },
      make("h3", {}, write(make("a", { href: url }), title, 0, title.length, marked(title))),
      make("p", { class: "search-facts" },
        ...(isDirect.has(id) ? [make("strong", {}, words.direct)] : []),
        ...facts.map((fact) => (fact === data.date ? make("time", { datetime: fact }, fact) : make("span", {}, fact)))),
      ...excerpts);
  };

  const MANY = 8; // values of a filter shown at once

  const showFilters = ({ records }, ids) => {
    const focused = document.activeElement?.closest("#search-filters input");
    const groups = words.filters.map(({ name, param, label }) => {
      const counts = [...records.count(ids, name, state.chosen)].sort(param === "year"
        ? ([a], [b]) => (a < b ? 1 : -1)
        : ([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
      const boxes = counts.map(([value, count]) => {
        const box = make("input", { type: "checkbox", name: param, value });
        box.checked = state.chosen[name].includes(value);
        return make("label", {}, box, " ", value, " ", make("span", { class: "count" }, String(count)));
      });
      const [few, rest] = [boxes.slice(0, MANY), boxes.slice(MANY)];
      const more = make("details", rest.some((box) => box.firstChild.checked) ? { open: "" } : {}, make("summary", {}, words.more), ...rest);
      return counts.length ? [make("fieldset", { class: "search-filter" }, make("legend", {}, label), ...few, ...(rest.length ? [more] : []))] : [];
    });
    const cleared = make("a", { class: "search-clear", href: address({ ...state, page: 1, chosen: none() }, words.filters) }, words.clear);
    const chosen = Object.values(state.chosen).some((values) => values.length);
    part("filters").replaceChildren(...groups.flat(), ...(chosen ? [make("p", {}, cleared)] : []));
    // The boxes are new: whoever stood on one of them stands there again.
    if (focused) {
      const again = [...part("filters").querySelectorAll("input")].find((box) => box.name === focused.name && box.value === focused.value);
      again?.closest("details")?.setAttribute("open", "");
      again?.focus();
    }
  };

  const none = () => Object.fromEntries(words.filters.map(({ name }) => [name, []]));

  const showPages = (page, pages) => {
    const link = (to, word, rel) => make("a", { href: address({ ...state, page: to }, words.filters), rel }, word);
    part("pages").replaceChildren(...(pages < 2 ? [] : [
      ...(page > 1 ? [link(page - 1, words.previous, "prev")] : []),
      make("span", {}, fill(words.page_of, { page, pages })),
      ...(page < pages ? [link(page + 1, words.next, "next")] : []),
    ]));
  };

  /** Take a new state: typing replaces the entry of the history, everything else adds one. */
  const change = (next, { typing = false, focus = false } = {}) => {
    state = { ...state, page: 1, ...next };
    const url = address(state, words.filters);
    if (url !== location.search) history[typing ? "replaceState" : "pushState"](null, "", url);
    return run(focus);
  };

  /** Take the state from the address. */
  const follow = (focus) => {
    clearTimeout(typed);
    state = readAddress(words.filters);
    field.value = state.q;
    sort.value = state.sort;
    return run(focus);
  };

  let typed = 0;
  const onTyping = () => {
    clearTimeout(typed);
    typed = setTimeout(() => change({ q: field.value }, { typing: true }), DEBOUNCE);
  };
  field.addEventListener("input", (event) => event.isComposing || onTyping());
  field.addEventListener("compositionend", onTyping);
  field.addEventListener("focus", () => opened().catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typed);
    change({ q: field.value }, { focus: true });
  });
  sort.addEventListener("change", () => change({ sort: sort.value }));
  part("filters").addEventListener("change", ({ target }) => {
    const { name } = words.filters.find(({ param }) => param === target.name);
    const others = state.chosen[name].filter((value) => value !== target.value);
    change({ chosen: { ...state.chosen, [name]: target.checked ? [...others, target.value] : others } });
  });
  for (const name of ["pages", "filters"])
    part(name).addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.pushState(null, "", link.getAttribute("href"));
      follow(true);
    });
  addEventListener("popstate", () => follow());
  follow();
};

const root = document.getElementById("search");
if (root) start(root);
