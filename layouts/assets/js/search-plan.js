// Which pages and suggestions answer a query: what was typed, letter by letter; where that gives little, what resembles it.

import { isHan, numberWord, phrase } from "./search-letters.js";
import { reading, suggestions } from "./search-points.js";

const ENOUGH = 3; // exact results that make approximate ones unnecessary
const NEAR = 0.35; // the share of the query, weighted by rarity, that an approximate result holds at least
const MOST_NEAR = 30;
const MOST_WORDS = 24; // asked one by one for approximate results
const PARTICLES = /[的了和与及]/;

/**
 * Find what answers a query (as `understand` gives it).  Gives three lists of ids, no page in two of them, each with the
 * best first: `direct` (the number typed is theirs), `exact` (they hold every term as it was typed) and `near`; and
 * `points`, the suggestions that hold every term themselves.
 */
export const find = async (engine, asked) => {
  const { facets } = engine;
  const sought = await each([...asked.words, ...asked.phrases], (letters, i) => holders(engine, letters, i >= asked.words.length));
  const out = await each(asked.out, (letters) => holders(engine, letters, true));
  const numbered = asked.numbers.length ? new Set((await each(asked.numbers, (word) => engine.exact([word]))).flatMap((found) => [...found.keys()])) : null;
  const isAdmitted = (id) => (!numbered || numbered.has(id)) && out.every(({ pages }) => !pages.has(id));
  const points = async (ids) => (numbered ? [] : suggestions(engine, ids, sought, out));

  if (!sought.length) {
    if (asked.plain.trim() && !asked.conditions.length) return { direct: [], exact: [], near: [], points: [] }; // signs alone
    const all = facets.ids.filter(isAdmitted);
    return { direct: numbered ? all : [], exact: numbered ? [] : all, near: [], points: await points(facets.ids) };
  }
  const number = asked.phrases.length ? null : numberWord(asked.plain, engine.table);
  const direct = number ? [...(await engine.exact([number])).keys()].filter(isAdmitted).sort(facets.newerFirst) : [];
  const words = [...asked.words, ...asked.phrases].flatMap((letters) => phrase(letters).words);
  const whole = [...sought[0].pages].filter((id) => sought.every(({ pages }) => pages.has(id)));
  const exact = await ordered(engine, whole.filter((id) => isAdmitted(id) && !direct.includes(id)), words);
  const found = { direct, exact, near: [], points: direct.length ? [] : await points([...new Set([...exact, ...whole])]) };
  if (direct.length || exact.length >= ENOUGH || !asked.words.length) return found;
  const quoted = sought.slice(asked.words.length);
  const near = (await resembling(engine, asked.words.flatMap((letters) => phrase(letters).words)))
    .filter((id) => isAdmitted(id) && !exact.includes(id) && quoted.every(({ pages }) => pages.has(id)));
  return { ...found, near: near.slice(0, MOST_NEAR) };
};

/** Ask one thing after the other: the engine answers one at a time. */
const each = async (items, ask) => {
  const answers = [];
  for (const [i, item] of items.entries()) answers.push(await ask(item, i));
  return answers;
};

/**
 * Tell which pages hold a term as it was typed, with all that there is to know of it.
 *
 * A character that belongs to no index word of the term (the 月 of 7月) is looked for anywhere on the page; where the
 * answer must be exact, the pages that have both are read.
 */
const holders = async (engine, letters, isExact) => {
  const { words, open } = phrase(letters);
  const at = words.length ? await engine.exact(words) : null;
  const held = open ? await engine.holding(open) : null;
  let pages = at ? [...at.keys()].filter((id) => !held || held.pages.has(id)) : [...held.pages];
  if (at && held && isExact) pages = await reading(engine, pages, letters);
  return { letters, words, open, held, isExact, pages: new Set(pages) };
};

/** Sort by how much a page is about the words, its title counting most; newer pages first among equals. */
const ordered = async (engine, ids, words) => {
  if (ids.length < 2 || !words.length) return ids.sort(engine.facets.newerFirst);
  const ranks = await engine.ranked(words);
  const score = (id) => ranks.get(id)?.score ?? 0;
  return ids.sort((a, b) => score(b) - score(a) || engine.facets.newerFirst(a, b));
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
