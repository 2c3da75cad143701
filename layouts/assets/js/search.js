// The search page: reads what is typed, asks for answers, shows them, and keeps its state in the address.
//
// What the page must hold (all visible words come from there; a word in {braces} is filled in here):
//   #search            data-state = ready | absent | renewing, data-index = the index folder, data-root = the site's root
//   #search-form       with #search-q (input, name q) and #search-sort (select, name sort: "", new, old)
//   #search-fallback   shown unless this script runs over an index: why, and the static lists
//   #search-status     role=status;  #search-filters, #search-results (tabindex=-1), #search-pages: filled here
//   #search-words      application/json: searching found found_near only_near none near_heading direct renewing failed retry
//                      previous next page_of more narrow clear, and filters: [{name (in the index), param (in the address), label}]

import { open } from "./search-engine.js";
import { excerpts, hits, write } from "./search-excerpts.js";
import { terms } from "./search-letters.js";
import { find } from "./search-plan.js";

const PER_PAGE = 10;
const DEBOUNCE = 300; // milliseconds without a key until the query is asked
const BUSY_AFTER = 150; // milliseconds until the reader is told to wait
const WIDE = "(min-width: 62rem)"; // where filters stand beside the results and need not be folded away
const MANY = 8; // values of a filter shown at once
const FACTS = ["type", "unit", "result", "session"]; // filters whose values stand below a title

const part = (name) => document.getElementById(`search-${name}`);

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);

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

const isFiltered = (state) => Object.values(state.chosen).some((values) => values.length);

/** Filter, sort and cut what was found, and read the pages that are shown. */
const arranged = async (engine, found, state) => {
  const { facets } = engine;
  const kept = (ids) => {
    const admitted = ids.filter((id) => facets.admits(id, state.chosen));
    if (state.sort) admitted.sort(facets.newerFirst);
    return state.sort === "old" ? admitted.reverse() : admitted;
  };
  const sure = kept([...found.direct, ...found.exact]);
  const near = kept(found.near);
  const pages = Math.max(1, Math.ceil((sure.length + near.length) / PER_PAGE));
  const page = Math.min(state.page, pages);
  const first = (page - 1) * PER_PAGE;
  const shown = [...sure, ...near].slice(first, first + PER_PAGE);
  const read = await Promise.all(shown.map(async (id) => ({ ...(await engine.read(id)), isDirect: found.direct.includes(id) })));
  const cut = Math.max(0, sure.length - first);
  return { sure: sure.length, near: near.length, page, pages, first, exactPages: read.slice(0, cut), nearPages: read.slice(cut) };
};

// ---- The page

const start = (root) => {
  const words = JSON.parse(part("words").textContent);
  const { filters } = words;
  const [form, field, sort, status] = ["form", "q", "sort", "status"].map(part);
  const site = new URL(root.dataset.root, location.href);
  const isRenewing = root.dataset.state === "renewing";
  let state = readAddress(filters);
  let engine = null; // a promise, once somebody wants it
  let turn = 0; // an answer to an earlier question is not shown
  let typing = 0; // the timer that waits for the next key

  const opened = () => (engine ??= open(new URL(root.dataset.index, location.href)).catch((problem) => {
    engine = null;
    throw problem;
  }));

  /** Answer the state.  Nothing is asked of the index before somebody asks something. */
  const run = async ({ focus = false } = {}) => {
    const mine = ++turn;
    if (!state.q.trim() && !isFiltered(state)) {
      clear();
      status.textContent = isRenewing ? words.renewing : "";
      return;
    }
    const busy = setTimeout(() => mine === turn && (status.textContent = words.searching), BUSY_AFTER);
    try {
      const index = await opened();
      const found = await find(index, state.q);
      const view = await arranged(index, found, state);
      if (mine === turn) show(index, found, view, focus);
    } catch (problem) {
      console.error(problem);
      if (mine === turn) showFailure();
    } finally {
      clearTimeout(busy);
    }
  };

  const clear = () => ["filters", "results", "pages"].forEach((name) => part(name).replaceChildren());

  const showFailure = () => {
    clear();
    const again = make("button", { type: "button" }, words.retry);
    again.addEventListener("click", () => run());
    status.replaceChildren(isRenewing ? words.renewing : words.failed, " ", again);
  };

  const show = (index, found, view, focus) => {
    const kind = view.sure ? (view.near ? "found_near" : "found") : view.near ? "only_near" : "none";
    const count = fill(words[kind], { n: view.sure, m: view.near, q: state.q });
    status.textContent = isRenewing ? `${words.renewing} ${count}` : count;
    showFilters(index.facets, [...found.direct, ...found.exact, ...found.near]);
    showResults(view, terms(state.q, index.table));
    showPages(view);
    if (focus) part("results").focus();
  };

  const showResults = ({ first, exactPages, nearPages }, asked) => {
    const list = (pages, before) =>
      make("ol", { class: "search-list", start: before + 1 }, ...pages.map((page) => result(page, asked)));
    part("results").replaceChildren(
      ...(exactPages.length ? [list(exactPages, first)] : []),
      ...(nearPages.length ? [make("h2", { class: "search-near" }, words.near_heading), list(nearPages, first + exactPages.length)] : []),
    );
  };

  const result = (page, asked) => {
    const url = new URL(page.path.split("/").map(encodeURIComponent).join("/"), site).href;
    const facts = filters.filter(({ param }) => FACTS.includes(param)).flatMap(({ name }) => page.filters[name] ?? []);
    const marked = hits(page.tokens, asked);
    const passages = excerpts(page, marked).map(({ anchor, from, to, cutBefore, cutAfter }) => {
      const link = write(make("a", { href: url + anchor }, cutBefore ? "…" : ""), page.tokens, marked, from, to);
      link.append(cutAfter ? "…" : "");
      return make("p", { class: "search-excerpt" }, link);
    });
    return make("li", { class: "search-hit" },
      make("h3", {}, write(make("a", { href: url }), page.title, hits(page.title, asked))),
      make("p", { class: "search-facts" },
        ...(page.isDirect ? [make("strong", {}, words.direct)] : []),
        ...facts.map((fact) => make("span", {}, fact)),
        ...(page.date ? [make("time", { datetime: page.date }, page.date)] : [])),
      ...passages);
  };

  const showFilters = (facets, ids) => {
    const focused = document.activeElement?.closest("#search-filters input");
    const groups = filters.flatMap(({ name, param, label }) => {
      const counts = [...facets.count(ids, name, state.chosen)].sort(param === "year" ? byValue : byCount);
      return counts.length ? [group(label, counts.map(([value, count]) => box(name, param, value, count)))] : [];
    });
    const none = Object.fromEntries(filters.map(({ name }) => [name, []]));
    const all = make("a", { class: "search-clear", href: address({ ...state, page: 1, chosen: none }, filters) }, words.clear);
    const folded = make("details", {}, make("summary", {}, words.narrow), ...groups, ...(isFiltered(state) ? [make("p", {}, all)] : []));
    folded.open = part("filters").firstChild?.open ?? matchMedia(WIDE).matches;
    part("filters").replaceChildren(...(groups.length ? [folded] : []));
    // The boxes are new: whoever stood on one of them stands there again.
    const again = focused && [...part("filters").querySelectorAll("input")].find((box) => box.name === focused.name && box.value === focused.value);
    again?.closest("details")?.setAttribute("open", "");
    again?.focus();
  };

  const byValue = ([a], [b]) => (a < b ? 1 : -1);
  const byCount = ([a, n], [b, m]) => m - n || (a < b ? -1 : 1);

  const box = (name, param, value, count) => {
    const input = make("input", { type: "checkbox", name: param, value });
    input.checked = state.chosen[name].includes(value);
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

  const onChoice = ({ target }) => {
    const { name } = filters.find(({ param }) => param === target.name);
    const others = state.chosen[name].filter((value) => value !== target.value);
    change({ chosen: { ...state.chosen, [name]: target.checked ? [...others, target.value] : others } });
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
  for (const name of ["filters", "pages"]) part(name).addEventListener("click", onLink);
  addEventListener("popstate", () => follow());
  part("fallback").hidden = true;
  follow();
};

const root = document.getElementById("search");
if (root && root.dataset.state !== "absent") start(root);
