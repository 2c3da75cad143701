// What was typed, taken apart: plain words, quoted phrases, words to leave out, and conditions (单位: 年: 结果: 文号:).

import { documentWord, folded, terms } from "./search-letters.js";

const CONDITIONS = [
  { param: "unit", names: ["单位", "部门", "承办单位", "dept", "unit"] },
  { param: "year", names: ["年", "年份", "年度", "year"] },
  { param: "result", names: ["结果", "办理结果", "result"] },
  { param: "number", names: ["文号", "发文字号", "no", "number"] },
];
const SPACE = /\s*/y;
const MINUS = /[-－−﹣](?=\S)/y;
const NAME = /([\p{L}\p{N}]{1,12})\s?[:：](?!\/\/)/uy;
const QUOTED = /(?:["“”＂]([^"“”＂]+)["“”＂]|「([^」]+)」|『([^』]+)』)(?=\s|$)/y;
const RUN = /\S+/y;
const DIGITS = "〇一二三四五六七八九";
const YEARS = /^(\d{4})?年?([-–—~至到]*)(\d{4})?年?$/;
const PLACES = /[省市州县区旗镇乡]/g; // what the name of a place ends with; that of its unit follows
const ALIKE = 0.34; // the share of letters in common from which a value may be what was meant

/**
 * Take a query apart, as [{kind, text, from, to}] in its order; `kind` is word, phrase, out (a word to leave out), one
 * of the conditions, unknown (a condition that there is not: `name`, and `meant`, the one that it resembles) or refused
 * (a condition that is to be left out).  What has a colon and resembles no condition is a word, of which `name` is noted.
 */
export const parse = (query, table) => {
  const pieces = [];
  let at = 0;
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(query);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const value = () => {
    const quoted = take(QUOTED);
    return quoted ? { text: quoted[1] ?? quoted[2] ?? quoted[3], isQuoted: true } : { text: take(RUN)?.[0] ?? "", isQuoted: false };
  };
  const isCondition = (name) => CONDITIONS.find(({ names }) => names.includes(folded(name, table)))?.param;
  for (take(SPACE); at < query.length; take(SPACE)) {
    const from = at;
    const isOut = take(MINUS) !== null;
    const start = at;
    const name = take(NAME)?.[1];
    const condition = name && isCondition(name);
    if (condition) {
      take(SPACE);
      const next = at;
      // A name without a value does not take the next condition for one.
      if (isCondition(take(NAME)?.[1] ?? "")) at = start + query.slice(start, next).trimEnd().length;
      else at = next;
      const { text } = at === next ? value() : { text: "" };
      pieces.push({ kind: isOut ? "refused" : condition, name, text, from, to: at });
      continue;
    }
    at = start;
    const { text, isQuoted } = value();
    const isNamed = name && !isOut && text.length > name.length + 1 && /^\D+$/.test(name);
    const meant = isNamed ? nearest(folded(name, table), CONDITIONS.map(({ param, names }) => [param, ...names])) : null;
    const kind = meant ? "unknown" : isOut ? "out" : isQuoted ? "phrase" : "word";
    pieces.push({ kind, text, from, to: at, ...(isNamed && { name, meant }) });
  }
  return pieces;
};

/**
 * Say what a query asks for: {words, phrases, out} as lists of letters, `plain` (the words as typed), `numbers` (index
 * words of document numbers), `conditions` [{param, values, text, from, to}] and `notes` [{key, name, value, fix}], what
 * could not be understood; a fix is the whole query with the nearest thing that could.
 *
 * `known` tells what there is: `years`, `units` and `results`, lists of names for one thing, the one in the index first;
 * `hasNumber(word)` whether a document number occurs; `names` how to write each condition.
 */
export const understand = async (query, table, known) => {
  const pieces = parse(query, table);
  const letters = (kind) => pieces.filter((piece) => piece.kind === kind).flatMap(({ text }) => (kind === "word" ? terms(text, table) : [terms(text, table).flat()]))
    .filter((term) => term.length);
  const asked = {
    words: letters("word"), phrases: letters("phrase"), out: letters("out"),
    plain: pieces.filter(({ kind }) => kind === "word").map(({ text }) => text).join(" "),
    numbers: [], conditions: [], notes: [],
  };
  const shown = pieces.filter(({ kind }) => kind === "phrase" || kind === "out");
  asked.conditions.push(...shown.map(({ kind, text, from, to }) => ({ param: kind, values: [text], from, to })));
  for (const piece of pieces.filter(({ kind, name }) => name || !["word", "phrase", "out"].includes(kind))) {
    const { values = [], nearest, note } = await resolved(piece, table, known);
    if (piece.kind === "number") asked.numbers.push(...values);
    if (values.length) asked.conditions.push({ param: piece.kind, values: piece.kind === "number" ? [piece.text] : values, from: piece.from, to: piece.to });
    else asked.notes.push({ key: note, name: piece.name, value: piece.text, fix: nearest && { text: nearest, query: spliced(query, piece, nearest) } });
  }
  asked.conditions.sort((a, b) => a.from - b.from);
  return asked;
};

/** Replace a piece of a query. */
export const spliced = (query, { from, to }, text = "") =>
  [query.slice(0, from).trimEnd(), text, query.slice(to).trimStart()].filter(Boolean).join(" ");

/** Find the values that a condition means; else say why there are none, and what may have been meant. */
const resolved = async ({ kind, meant, text }, table, known) => {
  const fix = (param, value) => value && `${known.names[param]}:${/\s/.test(value) ? `“${value}”` : value}`;
  if (kind === "refused") return { note: "refused" };
  if (kind === "word") return { note: "word" };
  if (kind === "unknown") return { note: "unknown", nearest: fix(meant, text.slice(text.search(/[:：]/) + 1)) };
  if (!text) return { note: "empty" };
  if (kind === "number") {
    const { full, serial } = documentWord(text, table) ?? {};
    if (!full) return { note: "number_form" };
    if (await known.hasNumber(full)) return { values: [full] };
    const [, year, number] = serial.split(/[^\d]+/);
    return { note: "value", nearest: (await known.hasNumber(serial)) ? fix("number", `〔${year}〕${number}号`) : null };
  }
  if (kind === "year") return years(text, table, known.years, (year) => fix("year", year));
  const all = known[`${kind}s`].map((names) => [names[0], ...names]);
  const value = folded(text, table);
  const is = (test) => all.filter((names) => names.some((each) => test(folded(each, table)))).map(([first]) => first);
  // 民政 is the beginning of 市民政局, but not of 区人民政府, which holds it too.
  const afterPlace = (each) => [...each.matchAll(PLACES)].some(({ index }) => each.startsWith(value, index + 1));
  const tests = [(each) => each === value, (each) => each.startsWith(value), afterPlace, (each) => each.includes(value)];
  const values = tests.map(is).find((found) => found.length);
  return values ? { values: [...new Set(values)] } : { note: "value", nearest: fix(kind, nearest(value, all.map((names) => names.map((each) => folded(each, table))), all)) };
};

/** Read a year or a range of years, either end of which may be left open. */
const years = (text, table, all, fix) => {
  const typed = Array.from(folded(text, table).replaceAll("零", "〇"), (c) => (DIGITS.includes(c) ? DIGITS.indexOf(c) : c)).join("");
  const [, first, to, last] = typed.match(YEARS) ?? [];
  if (first || last) {
    const [from, until] = [first ?? "0", to ? last ?? "9999" : first].map(Number).sort((a, b) => a - b);
    const values = all.filter((year) => Number(year) >= from && Number(year) <= until);
    if (values.length) return { values };
  }
  const number = Number.parseInt(typed.length === 2 ? `20${typed}` : typed, 10) || 0;
  const distance = (year) => Math.abs(Number(year) - number);
  return { note: "value", nearest: fix([...all].sort((a, b) => distance(a) - distance(b))[0]) };
};

/** Choose the list with the name that has most letters in common with a value; give its first name, from `shown`. */
const nearest = (value, lists, shown = lists) => {
  const share = (name) => {
    const rest = [...name];
    const common = [...value].filter((c) => rest.includes(c) && rest.splice(rest.indexOf(c), 1)).length;
    return (2 * common) / (value.length + name.length);
  };
  const scores = lists.map((names) => Math.max(...names.map(share)));
  const best = Math.max(...scores);
  return best >= ALIKE ? shown[scores.indexOf(best)][0] : null;
};
