// How results are drawn: documents with the passages around the hits, suggestions with what became of them.

import { excerpts, excerptWithin, hits, hitsIn, write, writeTexts } from "./search-excerpts.js";
import { pieces } from "./search-letters.js";

const FACTS = ["type", "unit", "result", "session"]; // filters whose values stand below a title

export const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);

const address = (site, { path }) => new URL(path.split("/").map(encodeURIComponent).join("/"), site).href;

const excerpt = (url, page, marked, { anchor, from, to, cutBefore, cutAfter }) => {
  const link = write(make("a", { href: url + anchor }, cutBefore ? "…" : ""), page.tokens, marked, from, to);
  link.append(cutAfter ? "…" : "");
  return make("p", { class: "search-excerpt" }, link);
};

/** Draw a document; `names` are those of the filters in the index, by their parameters. */
export const documentResult = (page, asked, { site, names, words }) => {
  const url = address(site, page);
  const marked = hitsIn(page.tokens, asked);
  return make("li", { class: "search-hit" },
    make("h3", {}, write(make("a", { href: url }), page.title, hitsIn(page.title, asked))),
    make("p", { class: "search-facts" },
      ...(page.isDirect ? [make("strong", {}, words.direct)] : []),
      ...FACTS.flatMap((param) => page.filters[names[param]] ?? []).map((fact) => make("span", {}, fact)),
      ...(page.date ? [make("time", { datetime: page.date }, page.date)] : [])),
    ...excerpts(page, marked).map((part) => excerpt(url, page, marked, part)));
};

/** Draw a suggestion, under a heading of this tag: its words, what became of it, its proposal, and where it is answered. */
export const pointResult = ({ page, card, at: [, start, endOfHeading, end] }, asked, tag, { site, names, table, words }) => {
  const url = address(site, page);
  const marked = hitsIn(page.tokens, asked);
  const isNamed = [...marked].some((place) => place >= start && place < endOfHeading);
  const cut = pieces(card.text, table);
  const inTitle = hits(cut.map(({ letter }) => letter), isNamed ? asked : []);
  const title = writeTexts(make("a", { href: `${url}#${card.anchor}` }), cut.map(({ text }) => text), (i) => inTitle.has(i));
  const proposal = make("a", { href: url }, `${card.number} `);
  write(proposal, page.title, new Set());
  return make("li", { class: "search-hit" },
    make(tag, {}, title),
    make("p", { class: "search-facts" },
      make("b", {}, make("span", { "aria-hidden": "true" }, card.sign), ` ${card.said}`),
      make("span", {}, proposal),
      ...(page.filters[names.unit] ?? []).map((unit) => make("span", {}, unit))),
    ...(isNamed ? [] : excerptWithin(page, marked, endOfHeading, end).map((part) => excerpt(url, page, marked, part))),
    ...(card.reason ? [make("p", {}, card.reason)] : []),
    ...card.answers.map(({ unit, path, anchor, text }) =>
      make("p", { class: "search-answer" }, fill(words.answer, { unit }), make("a", { href: `${address(site, { path })}#${anchor}` }, text))));
};
