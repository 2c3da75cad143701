// How text becomes the words of the index.  The builder's side is builder/site/shadow.py; a test compares the two.

const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const LETTERS = new RegExp(`[${HAN}]|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
const PIECES = new RegExp(`(?:[${HAN}]|(?:(?![${HAN}])[\\p{L}\\p{N}])+)?[^\\p{L}\\p{N}]*`, "gu");
const STARTS_HAN = new RegExp(`^[${HAN}]`, "u");
const CLOSE = "\u01c0";
const SIGNS = "!$%()+,-./:;=?@~";
const SPELLED = /[!$%()+,\-./:;=?@~]+$/;

export const isHan = (text) => STARTS_HAN.test(text);

/** Read the table of traditional characters: two lines that run in step. */
export const characters = (text) => {
  const [traditional, simplified] = text.split("\n");
  return new Map([...traditional].map((form, i) => [form, simplified[i]]));
};

/** Bring typed text to the form in which it is compared: one width, lower case, simplified. */
export const folded = (text, table) => Array.from(text.normalize("NFKC").toLowerCase(), (c) => table.get(c) ?? c).join("");

/** Take what was typed as terms between spaces; each is a list of letters: single Han characters, other runs whole. */
export const terms = (query, table) =>
  folded(query, table).split(/\s+/).map((term) => term.match(LETTERS) ?? []).filter((letters) => letters.length);

/** Cut printed text into pieces, each a letter with the signs behind it: [{text, letter}]. */
export const pieces = (text, table) =>
  (text.match(PIECES) ?? []).filter(Boolean).map((piece) => ({ text: piece, letter: folded(piece, table).match(LETTERS)?.[0] ?? "" }));

/**
 * Turn a term into index words that follow each other wherever it stands.  A Han character at its end may be in none of
 * them (7月, or one character alone): it is given as `open`, and pages that hold it anywhere are taken.
 */
export const phrase = (letters) => {
  const words = [];
  let open = null;
  letters.forEach((letter, i) => {
    const next = letters[i + 1];
    if (!isHan(letter)) words.push(letter);
    else if (next !== undefined) words.push(letter + (isHan(next) ? next : CLOSE));
    else if (i === 0 || !isHan(letters[i - 1])) open = letter;
  });
  return { words, open };
};

/** Make the index word of a number (91, 091, 第91号) or a document number (〔2021〕62号), if the query is one. */
export const numberWord = (query, table) => {
  const text = folded(query.replace(/\s/g, ""), table);
  if (/[[(〔【]\d{4}[\])〕】]/.test(text) && documentWord(query, table)) return documentWord(query, table).full;
  const number = text.match(/^第?([a-z\d][a-z\d〔〕()-]*)号?(?:提案|建议|议案)?$/)?.[1];
  if (!number || !/\d/.test(number)) return null;
  const parts = number.match(/[a-z\d]+/g).join(CLOSE);
  return CLOSE + parts.replace(/(?<!\d)0+(?=\d)/g, "");
};

/** Make the index words of a document number, with its issuer and without; the year may stand without brackets. */
export const documentWord = (typed, table) => {
  const text = folded(typed.replace(/\s/g, ""), table);
  const found = text.match(/^([\p{L}\p{N}]*?)[[(〔【]?(\d{4})(?:[\])〕】]|年|-)第?0*(\d+)号?$/u);
  if (!found) return null;
  const serial = `${CLOSE}${CLOSE}${found[2]}${CLOSE}${found[3]}`;
  return { full: found[1] + serial, serial };
};

const firstCharacter = (text) => String.fromCodePoint(text.codePointAt(0));

/** Tell the letter that a token begins with, as `terms` makes them. */
export const letterOf = (token) => (isHan(token) ? firstCharacter(token) : token.replace(SPELLED, "").toLowerCase());

/** Tell the text that a token stands for: its first character or run, or what is spelled behind it. */
export const printed = (token) => {
  const spelled = token.match(SPELLED)?.[0];
  if (!spelled) return isHan(token) ? firstCharacter(token) : token;
  const units = spelled.match(/..../g) ?? [];
  return String.fromCharCode(...units.map((unit) => [...unit].reduce((sum, sign) => sum * 16 + SIGNS.indexOf(sign), 0)));
};
