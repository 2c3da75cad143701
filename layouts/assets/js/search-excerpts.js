// What is shown of a page: the passages around the hits, as they are printed.

import { letterOf, printed } from "./search-letters.js";

const BEFORE = 16, AFTER = 64; // tokens around a hit
const MOST = 2; // passages of one page

/** Tell which of the tokens are hits: whole terms where there are any, else pairs of their letters. */
export const hits = (tokens, terms) => {
  const letters = tokens.map(letterOf);
  const whole = terms.flatMap((term) => standing(letters, term));
  const pairs = () => terms.flatMap((term) => term.slice(1).flatMap((letter, i) => standing(letters, [term[i], letter])));
  return new Set(whole.length ? whole : pairs());
};

/** List every place that belongs to a run of letters. */
const standing = (letters, run) =>
  letters.flatMap((_, i) => (run.every((letter, j) => letters[i + j] === letter) ? run.map((_, j) => i + j) : []));

/** Choose what to show: the first passages that hold hits, else the beginning; as [{anchor, from, to, cutBefore, cutAfter}]. */
export const excerpts = ({ anchors, tokens }, marked) => {
  const ordered = [...marked].sort((a, b) => a - b);
  const passages = anchors.map(({ id, location }, i) => {
    const end = anchors[i + 1]?.location ?? tokens.length;
    return { anchor: id === "_" ? "" : `#${id}`, start: location, end, hit: ordered.find((at) => at >= location && at < end) };
  });
  const hit = passages.filter((passage) => passage.hit !== undefined).slice(0, MOST);
  const beginning = passages.slice(0, 1).map((passage) => ({ ...passage, anchor: "", hit: passage.start }));
  return (hit.length ? hit : beginning).map(({ anchor, start, end, hit }) => {
    const from = Math.max(start, hit - BEFORE);
    const to = Math.min(end, from + BEFORE + AFTER);
    return { anchor, from, to, cutBefore: from > start, cutAfter: to < end };
  });
};

/** Put a run of tokens into an element, the hits in <mark>; as text, so that nothing in it is read as HTML. */
export const write = (element, tokens, marked, from = 0, to = tokens.length) => {
  for (let i = from; i < to; ) {
    const isHit = marked.has(i);
    let text = "";
    for (; i < to && marked.has(i) === isHit; i++) text += printed(tokens[i]);
    if (isHit) element.appendChild(document.createElement("mark")).textContent = text;
    else element.append(text);
  }
  return element;
};
