// What is shown of a page: the passages around the hits, as they are printed.

import { letterOf, printed } from "./search-letters.js";

const BEFORE = 16, AFTER = 64; // tokens around a hit
const MOST = 2; // passages of one page

/** Tell which of the letters are hits: whole terms where there are any, else pairs of their letters. */
export const hits = (letters, terms) => {
  const whole = terms.flatMap((term) => standing(letters, term));
  const pairs = () => terms.flatMap((term) => term.slice(1).flatMap((letter, i) => standing(letters, [term[i], letter])));
  return new Set(whole.length ? whole : pairs());
};

/** The same of the tokens of a page. */
export const hitsIn = (tokens, terms) => hits(tokens.map(letterOf), terms);

/** List every place that belongs to a run of letters. */
const standing = (letters, run) =>
  letters.flatMap((_, i) => (run.every((letter, j) => letters[i + j] === letter) ? run.map((_, j) => i + j) : []));

/** Choose what to show: the first passages that hold hits, else the beginning; as [{anchor, from, to, cutBefore, cutAfter}]. */
export const excerpts = (page, marked) => {
  const all = passages(page, marked, 0, page.tokens.length);
  const hit = all.filter((passage) => passage.hit !== undefined).slice(0, MOST);
  const beginning = all.slice(0, 1).map((passage) => ({ ...passage, anchor: "", hit: passage.start }));
  return (hit.length ? hit : beginning).map(around);
};

/** Choose what to show of a part of a page: its first passage that holds a hit, if one does. */
export const excerptWithin = (page, marked, start, end) =>
  passages(page, marked, start, end).filter((passage) => passage.hit !== undefined).slice(0, 1).map(around);

const passages = ({ anchors, tokens }, marked, start, end) => {
  const ordered = [...marked].sort((a, b) => a - b);
  return anchors.map(({ id, location }, i) => {
    const from = Math.max(start, location);
    const to = Math.min(end, anchors[i + 1]?.location ?? tokens.length);
    return { anchor: id === "_" ? "" : `#${id}`, start: from, end: to, hit: ordered.find((at) => at >= from && at < to) };
  });
};

const around = ({ anchor, start, end, hit }) => {
  const from = Math.max(start, hit - BEFORE);
  const to = Math.min(end, from + BEFORE + AFTER);
  return { anchor, from, to, cutBefore: from > start, cutAfter: to < end };
};

/** Put a run of tokens into an element, the hits in <mark>. */
export const write = (element, tokens, marked, from = 0, to = tokens.length) =>
  writeTexts(element, tokens.slice(from, to).map(printed), (i) => marked.has(from + i));

/** Put pieces of text into an element, the hits in <mark>; as text, so that nothing in it is read as HTML. */
export const writeTexts = (element, texts, isMarked) => {
  for (let i = 0; i < texts.length; ) {
    const isHit = isMarked(i);
    let text = "";
    for (; i < texts.length && isMarked(i) === isHit; i++) text += texts[i];
    if (isHit) element.appendChild(document.createElement("mark")).textContent = text;
    else element.append(text);
  }
  return element;
};
