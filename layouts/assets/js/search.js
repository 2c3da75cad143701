// The search page: reads what is typed, asks for answers, shows them, and keeps its state in the address.
//
// What the page must hold (all visible words come from there; a word in {braces} is filled in here):
//   #search            data-state = ready | absent | renewing, data-index = the index folder, data-root = the site's root
//   #search-form       with #search-q (input, name q) and #search-sort (select, name sort: "", new, old)
//   #search-fallback   shown unless this script runs over an index: why, and the static lists
//   #search-status     role=status;  #search-notes role=status;  #search-asked (ul), #search-filters, #search-results
//                      (tabindex=-1), #search-pages: filled here
//   #search-words      application/json: the words by their names, `notes` and `chips` by kind, `names` of the conditions,
//                      filters: [{name (in the index), param (in the address), label}], and units and results: lists of
//                      names of one thing, the one in the index first

import { open } from "./search-engine.js";
import { find } from "./search-plan.js";
import { spliced, understand } from "./search-query.js";
import { documentResult, fill, make, pointResult } from "./search-results.js";

const PER_PAGE = 10;
const DEBOUNCE = 300; // milliseconds without a key until the query is asked
const BUSY_AFTER = 150; // milliseconds until the reader is told to wait
const WIDE = "(min-width: 62rem)"; // where filters stand beside the results and need not be folded away
const MANY = 8; // values of a filter shown at once
const FEW = 2; // suggestions shown above documents

const part = (name) => document.getElementById(`search-${name}`);

// ---- The state: {q, sort, page, chosen: {filter's name: [values]}}

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
  return asked.toString() ? `?${asked}` : location.pathname;
};

const isFiltered = (chosen) => Object.values(chosen).some((values) => values.length);

/** Add the conditions that were typed to the values that were chosen. */
const withConditions = (chosen, conditions, filters) => {
  const all = { ...chosen };
  for (const { name, param } of filters) {
    const typed = conditions.filter((condition) => condition.param === param).flatMap(({ values }) => values);
    all[name] = [...new Set([...chosen[name], ...typed])];
  }
  return all;
};

/** Filter, sort and cut what was found, and read what is shown. */
const arranged = async (engine, found, { sort, page: wanted, chosen }) => {
  const { facets } = engine;
  const kept = (ids) => {
    const admitted = ids.filter((id) => facets.admits(id, chosen));
    if (sort) admitted.sort(facets.newerFirst);
    return sort === "old" ? admitted.reverse() : admitted;
  };
  const points = kept(found.points);
  const documents = kept([...found.direct, ...found.exact]);
  const near = kept(found.near);
  // Where the filters leave no document, suggestions are what is asked for.
  const isOfPoints = points.length > 0 && !documents.length && !near.length;
  const sure = isOfPoints ? points : documents;
  const pages = Math.max(1, Math.ceil((sure.length + near.length) / PER_PAGE));
  const page = Math.min(wanted, pages);
  const first = (page - 1) * PER_PAGE;
  const shown = [...sure, ...near].slice(first, first + PER_PAGE);
  const read = await Promise.all(shown.map(async (id) => readResult(engine, id, found.direct)));
  const also = isOfPoints || page > 1 ? [] : await Promise.all(points.slice(0, FEW).map((point) => readResult(engine, point, [])));
  const cut = Math.max(0, sure.length - first);
  return {
    isOfPoints, sure: sure.length, near: near.length, points: points.length, also, page, pages, first,
    exactPages: read.slice(0, cut), nearPages: read.slice(cut),
  };
};

const readResult = async (engine, id, direct) => {
  if (typeof id !== "number") return { ...(await engine.read(id)), isDirect: direct.includes(id) };
  const [page, card] = await Promise.all([engine.read(engine.facets.page(id)), engine.card(id)]);
  return { page, card, at: engine.facets.points[id] };
};

// ---- The page

const start = (root) => {
  const words = JSON.parse(part("words").textContent);
  const { filters } = words;
  const [form, field, sort, status, notes] = ["form", "q", "sort", "status", "notes"].map(part);
  const named = Object.fromEntries(filters.map(({ name, param }) => [param, name]));
  const site = new URL(root.dataset.root, location.href);
  const isRenewing = root.dataset.state === "renewing";
  let state = readAddress(filters);
  let engine = null; // a promise, once somebody wants it
  let turn = 0; // an answer to an earlier question is not shown
  let conditions = []; // those of the query that is answered
  let typing = 0; // the timer that waits for the next key

  const opened = () => (engine ??= open(new URL(root.dataset.index, location.href)).catch((problem) => {
    engine = null;
    throw problem;
  }));

  /** Answer the state.  Nothing is asked of the index before somebody asks something. */
  const run = async ({ focus = false } = {}) => {
    const mine = ++turn;
    if (!state.q.trim() && !isFiltered(state.chosen)) {
      conditions = [];
      clear();
      status.textContent = isRenewing ? words.renewing : "";
      return;
    }
    const busy = setTimeout(() => mine === turn && (status.textContent = words.searching), BUSY_AFTER);
    try {
      const index = await opened();
      const asked = await understand(state.q, index.table, knownTo(index));
      const chosen = withConditions(state.chosen, asked.conditions, filters);
      const isAsked = asked.plain.trim() || asked.conditions.length || isFiltered(chosen);
      const found = isAsked ? await find(index, asked) : { direct: [], exact: [], near: [], points: [] };
      const view = await arranged(index, found, { ...state, chosen });
      if (mine === turn) show(index, asked, chosen, found, view, focus);
    } catch (problem) {
      console.error(problem);
      if (mine === turn) showFailure();
    } finally {
      clearTimeout(busy);
    }
  };

  /** Tell what conditions can be asked of this index. */
  const knownTo = ({ facets, exact }) => ({
    years: facets.filters[named.year].values,
    units: words.units,
    results: words.results,
    names: words.names,
    hasNumber: async (word) => (await exact([word])).size > 0,
  });

  const clear = () => ["notes", "asked", "filters", "results", "pages"].forEach((name) => part(name).replaceChildren());

  const showFailure = () => {
    clear();
    const again = make("button", { type: "button" }, words.retry);
    again.addEventListener("click", () => run());
    status.replaceChildren(isRenewing ? words.renewing : words.failed, " ", again);
  };

  const show = (index, asked, chosen, found, view, focus) => {
    ({ conditions } = asked);
    const kind = view.isOfPoints ? "found_points" : view.sure ? (view.near ? "found_near" : "found") : view.near ? "only_near" : "none";
    const count = fill(words[kind], { n: view.sure, m: view.near, q: state.q });
    status.textContent = isRenewing ? `${words.renewing} ${count}` : count;
    showNotes(asked.notes, view);
    showAsked();
    showFilters(index.facets, chosen, found, view);
    showResults(view, { site, table: index.table, words, names: named }, [...asked.words, ...asked.phrases]);
    showPages(view);
    if (focus) part("results").focus();
  };

  /** Say what was not understood, with the nearest thing that would be, and how many suggestions there are besides. */
  const showNotes = (notUnderstood, { isOfPoints, points }) => {
    const lines = notUnderstood.map(({ key, name, value, fix }) => {
      const [before, after] = fix ? words.nearest.split("{value}") : [];
      const link = fix && make("a", { href: address({ ...state, q: fix.query, page: 1 }, filters) }, fix.text);
      return make("p", {}, fill(words.notes[key], { name, value }), ...(fix ? [before, link, after] : []));
    });
    const also = points && !isOfPoints && state.q.trim() ? [make("p", {}, fill(words.also_points, { n: points }))] : [];
    notes.replaceChildren(...lines, ...also);
  };

  /** Show how the query was understood: each condition, with a link that takes it out. */
  const showAsked = () => {
    part("asked").replaceChildren(...conditions.map((condition) => {
      const label = words.chips[condition.param];
      const { values } = condition;
      const span = condition.param === "year" && values.length > 1 ? [`${values[0]}–${values.at(-1)}`] : values;
      const text = fill(label, { value: span.join(words.separator) });
      const url = address({ ...state, q: spliced(state.q, condition), page: 1 }, filters);
      return make("li", {}, make("a", { href: url, "aria-label": fill(words.remove, { value: text }) }, text, make("span", { "aria-hidden": "true" }, " ×")));
    }));
  };

  const showResults = ({ first, also, points, isOfPoints, exactPages, nearPages }, drawing, asked) => {
    const item = (result) => (result.card ? pointResult(result, asked, "h3", drawing) : documentResult(result, asked, drawing));
    const list = (results, before) => make("ol", { class: "search-list", start: before + 1 }, ...results.map(item));
    part("results").replaceChildren(
      ...(also.length && asked.length ? [pointsBlock(also, points, asked, drawing)] : []),
      ...(exactPages.length ? [list(exactPages, first)] : []),
      ...(nearPages.length ? [make("h2", { class: "search-near" }, words.near_heading), list(nearPages, first + exactPages.length)] : []),
    );
  };

  /** Show the first suggestions that were found, with a link to all of them. */
  const pointsBlock = (shown, all, asked, drawing) => {
    const only = { ...state.chosen, [named.type]: [words.point] };
    const more = make("a", { href: address({ ...state, page: 1, chosen: only }, filters) }, fill(words.all_points, { n: all }));
    return make("section", { class: "search-points", "aria-labelledby": "search-points-title" },
      make("h3", { id: "search-points-title" }, words.points),
      make("ul", { class: "search-list" }, ...shown.map((result) => pointResult(result, asked, "h4", drawing))),
      ...(all > shown.length ? [make("p", {}, more)] : []));
  };

  const showFilters = (facets, chosen, { direct, exact, near, points }, { isOfPoints }) => {
    const documents = [...direct, ...exact, ...near];
    // A value counts what choosing it would leave of what is listed; kinds tell documents and suggestions apart.
    const among = (param) => (param === "type" ? [...documents, ...points] : param === "state" || isOfPoints ? points : documents);
    const focused = document.activeElement?.closest("#search-filters input");
    const groups = filters.flatMap(({ name, param, label }) => {
      const counts = [...facets.count(among(param), name, chosen)].sort(param === "year" ? byValue : byCount);
      return counts.length ? [group(label, counts.map(([value, count]) => box(param, value, count, chosen[name])))] : [];
    });
    const none = Object.fromEntries(filters.map(({ name }) => [name, []]));
    const bare = withoutConditions((condition) => named[condition.param]);
    const all = make("a", { class: "search-clear", href: address({ ...state, q: bare, page: 1, chosen: none }, filters) }, words.clear);
    const folded = make("details", {}, make("summary", {}, words.narrow), ...groups, ...(isFiltered(chosen) ? [make("p", {}, all)] : []));
    folded.open = part("filters").firstChild?.open ?? matchMedia(WIDE).matches;
    part("filters").replaceChildren(...(groups.length ? [folded] : []));
    // The boxes are new: whoever stood on one of them stands there again.
    const again = focused && [...part("filters").querySelectorAll("input")].find((box) => box.name === focused.name && box.value === focused.value);
    again?.closest("details")?.setAttribute("open", "");
    again?.focus();
  };

  const byValue = ([a], [b]) => (a < b ? 1 : -1);
  const byCount = ([a, n], [b, m]) => m - n || (a < b ? -1 : 1);

  const box = (param, value, count, chosen) => {
    const input = make("input", { type: "checkbox", name: param, value });
    input.checked = chosen.includes(value);
    return make("label", {}, input, " ", value, " ", make("span", { class: "count" }, String(count)));
  };

  const group = (label, boxes) => {
    const rest = boxes.slice(MANY);
    const more = make("details", {}, make("summary", {}, words.more), ...rest);
    more.open = rest.some((label) => label.firstChild.checked);
    return make("fieldset", { class: "search-filter" }, make("legend", {}, label), ...boxes.slice(0, MANY), ...(rest.length ? [more] : []));
  };

  const showPages = ({ page, pages }) => {
    const link = (to, rel, word) => make("a", { href: address({ ...state, page: to }, filters), rel }, word);
    part("pages").replaceChildren(...(pages < 2 ? [] : [
      ...(page > 1 ? [link(page - 1, "prev", words.previous)] : []),
      make("span", {}, fill(words.page_of, { page, pages })),
      ...(page < pages ? [link(page + 1, "next", words.next)] : []),
    ]));
  };

  /** Give the query without some of its conditions. */
  const withoutConditions = (isOut) => conditions.filter(isOut).reduceRight((query, condition) => spliced(query, condition), state.q);

  /** Take a new state: typing replaces the entry in the history, everything else adds one. */
  const change = (next, { isTyping = false, focus = false } = {}) => {
    clearTimeout(typing);
    state = { ...state, page: 1, ...next };
    const url = address(state, filters);
    if (isTyping) history.replaceState(null, "", url);
    else if (url !== location.search) history.pushState(null, "", url);
    run({ focus });
  };

  /** Take the state that the address has. */
  const follow = ({ focus = false } = {}) => {
    clearTimeout(typing);
    state = readAddress(filters);
    field.value = state.q;
    sort.value = state.sort;
    run({ focus });
  };

  const onTyping = (event) => {
    clearTimeout(typing);
    // A Chinese input method is still choosing its characters while it composes.
    if (!event.isComposing) typing = setTimeout(() => change({ q: field.value }, { isTyping: true }), DEBOUNCE);
  };

  const onSubmit = (event) => {
    event.preventDefault();
    change({ q: field.value }, { focus: true });
  };

  /** Take a box that was ticked or cleared; conditions that were typed for the same filter become boxes too. */
  const onChoice = ({ target }) => {
    const name = named[target.name];
    const others = withConditions(state.chosen, conditions, filters)[name].filter((value) => value !== target.value);
    field.value = withoutConditions((condition) => condition.param === target.name);
    change({ q: field.value, chosen: { ...state.chosen, [name]: target.checked ? [...others, target.value] : others } });
  };

  const onLink = (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    follow({ focus: true });
  };

  field.addEventListener("input", onTyping);
  field.addEventListener("compositionend", onTyping);
  field.addEventListener("focus", () => opened().catch(() => {}), { once: true });
  form.addEventListener("submit", onSubmit);
  sort.addEventListener("change", () => change({ sort: sort.value }));
  part("filters").addEventListener("change", onChoice);
  for (const name of ["notes", "asked", "filters", "pages"]) part(name).addEventListener("click", onLink);
  addEventListener("popstate", () => follow());
  part("fallback").hidden = true;
  follow();
};

const root = document.getElementById("search");
if (root && root.dataset.state !== "absent") start(root);
