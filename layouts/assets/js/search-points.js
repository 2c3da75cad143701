// Which suggestions answer a query: those that hold every term of it themselves.

import { isHan, letterOf } from "./search-letters.js";

const COMMON = 2_000; // pages that hold a term, from which on the engine takes long to give all its places
const READ = 40; // pages that are rather read, where the engine would take long or is not sure
const AT_ONCE = 20; // pages read at a time

/**
 * List the suggestions on these pages that hold every term and none to leave out: those that name them first, then in
 * the order of the pages.  A term is {letters, words, open, pages, held, isExact}, as `find` makes it.
 */
export const suggestions = async (engine, ids, sought, out) => {
  const { facets } = engine;
  const asked = [
    ...sought.map((term) => ({ term, isWanted: true })).sort((a, b) => a.term.pages.size - b.term.pages.size),
    ...out.map((term) => ({ term, isWanted: false })),
  ];
  let points = ids.flatMap((id) => facets.pointsOn(id));
  for (const each of asked) {
    const pages = [...new Set(points.map((point) => facets.page(point)))];
    each.isIn = isRead(each.term, pages.length) ? await inTexts(engine, each.term, pages) : await inPlaces(engine, each.term);
    points = points.filter((point) => each.isIn(point, facets.points[point][1], facets.points[point][3]) === each.isWanted);
  }
  const isNamed = new Map(points.map((point) => {
    const [, start, endOfHeading] = facets.points[point];
    return [point, asked.every(({ isIn, isWanted }) => !isWanted || isIn(point, start, endOfHeading))];
  }));
  return points.sort((a, b) => isNamed.get(b) - isNamed.get(a));
};

/** Read pages, and give those in whose text, title included, the letters follow each other. */
export const reading = async (engine, ids, letters) => {
  const kept = new Set();
  await inChunks(ids, async (id) => {
    const { tokens, title } = await engine.read(id);
    if (stands(tokens.map(letterOf), letters) || stands(title.map(letterOf), letters)) kept.add(id);
  });
  return ids.filter((id) => kept.has(id));
};

const inTexts = async (engine, { letters }, ids) => {
  const texts = new Map();
  await inChunks(ids, async (id) => texts.set(id, (await engine.read(id)).tokens.map(letterOf)));
  return (point, start, end) => stands(texts.get(engine.facets.page(point)), letters, start, end);
};

/**
 * Ask the engine for the places of the words.  It gives the places of all words together: that those of a term stand in
 * a row tells that the term stands there, since each pair begins as the one before it ends.  Numbers and Latin words
 * also match longer ones, and the last character of 7月 may stand anywhere in the suggestion, as it may on a page.
 */
const inPlaces = async (engine, { letters, words, held }) => {
  const found = words.length ? await engine.ranked(words) : null;
  const sets = new Map();
  const places = (id) => {
    if (!sets.has(id)) sets.set(id, new Set(found.get(id)?.at));
    return sets.get(id);
  };
  return (point, start, end) => {
    if (held && !held.points.has(point)) return false;
    if (!found) return true;
    const at = places(engine.facets.page(point));
    for (let p = start; p + letters.length <= end; p++) if (words.every((_, i) => at.has(p + i))) return true;
    return false;
  };
};

/** Tell whether so many pages are rather read. */
const isRead = ({ words, open, pages, isExact }, count) => {
  const isSure = !open && words.every(isHan);
  return isSure ? pages.size > COMMON && count <= READ : isExact || count <= READ;
};

const stands = (text, letters, start = 0, end = text.length) => {
  for (let i = start; i + letters.length <= end; i++) if (letters.every((letter, j) => text[i + j] === letter)) return true;
  return false;
};

const inChunks = async (ids, read) => {
  for (let i = 0; i < ids.length; i += AT_ONCE) await Promise.all(ids.slice(i, i + AT_ONCE).map(read));
};
