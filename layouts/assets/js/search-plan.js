// Which pages answer a query: what was typed, letter by letter; where that gives little, what resembles it.

import { isHan, numberWord, phrase, terms } from "./search-letters.js";

const ENOUGH = 3; // exact results that make approximate ones unnecessary
const NEAR = 0.35; // the share of the query, weighted by rarity, that an approximate result holds at least
const MOST_NEAR = 30;
const MOST_WORDS = 24; // asked one by one for approximate results
const PARTICLES = /[的了和与及]/;

/**
 * Find the pages that answer a query.  Gives three lists of ids, no page in two of them, each with the best first:
 * `direct` (the number typed is theirs), `exact` (they hold every term as it was typed) and `near`.
 */
export const find = async (engine, query) => {
  const asked = terms(query, engine.table);
  if (!asked.length) return { direct: [], exact: query.trim() ? [] : engine.facets.ids, near: [] };
  const number = numberWord(query, engine.table);
  const direct = number ? [...(await engine.exact([number])).keys()].sort(engine.facets.newerFirst) : [];
  const phrases = asked.map(phrase);
  const words = phrases.flatMap((term) => term.words);
  const exact = await ordered(engine, (await containing(engine, phrases)).filter((id) => !direct.includes(id)), words);
  if (direct.length || exact.length >= ENOUGH) return { direct, exact, near: [] };
  const near = (await resembling(engine, words)).filter((id) => !exact.includes(id));
  return { direct, exact, near: near.slice(0, MOST_NEAR) };
};

/** List the pages that hold every term as it was typed. */
const containing = async (engine, phrases) => {
  const sets = [];
  for (const { words, open } of phrases) {
    if (words.length) sets.push(await engine.exact(words));
    if (open) sets.push(await engine.holding(open));
  }
  return [...sets[0].keys()].filter((id) => sets.every((set) => set.has(id)));
};

/** Sort by how much a page is about the words, its title counting most; newer pages first among equals. */
const ordered = async (engine, ids, words) => {
  if (ids.length < 2 || !words.length) return ids.sort(engine.facets.newerFirst);
  const score = await engine.ranked(words);
  return ids.sort((a, b) => (score.get(b) ?? 0) - (score.get(a) ?? 0) || engine.facets.newerFirst(a, b));
};

/** List the pages that hold a good part of the words, rare ones weighing more: the most first, then the newest. */
const resembling = async (engine, words) => {
  const telling = words.filter((word) => !PARTICLES.test(word));
  const share = new Map();
  let all = 0;
  for (const word of [...new Set(telling.length ? telling : words)].slice(0, MOST_WORDS)) {
    const exact = await engine.exact([word]);
    // The beginning of a long number or a Latin word helps; a pair of characters has no beginning that means anything.
    const found = exact.size || isHan(word) || word.length < 3 ? exact : await engine.beginning(word);
    const weight = Math.log((engine.facets.ids.length + 1) / (found.size + 0.5));
    all += weight;
    for (const id of found.keys()) share.set(id, (share.get(id) ?? 0) + weight);
  }
  const near = [...share.keys()].filter((id) => share.get(id) >= NEAR * all);
  return near.sort((a, b) => share.get(b) - share.get(a) || engine.facets.newerFirst(a, b));
};
