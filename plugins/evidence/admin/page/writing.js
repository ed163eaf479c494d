/** Values as YAML that people like to edit, in the style of our files. */

import { laid, wrapped } from "./texts.js";
import { isObject, told } from "./values.js";
import { stringify } from "./yaml/index.js";

export const STEP = 2;
const WIDTH = 120; // where a wrapped line ends at the latest
const BARE = /^(true|false|\d{4}-\d\d-\d\d)$/;
const WORD = /^[\w.-]+$/;
const WORDS = /^[\p{L}\p{N}-][\p{L}\p{N} .()-]*$/u;

export const pad = (column) => " ".repeat(column);
const isRow = (value) => value.every((item) => typeof item === "string" && WORD.test(item));

/** What stands behind the colon of a line that begins at a column. */
export function behind(value, column, style) {
  if (told(value) === undefined) return "";
  if (isObject(value)) return `\n${pad(column + STEP)}${inLine(value, column + STEP)}`;
  if (!Array.isArray(value)) return ` ${scalar(value, column + STEP, style)}`;
  if (isRow(value)) return ` ${flow(value)}`;
  return value.map((item) => `\n${pad(column + STEP)}- ${inLine(item, column + 2 * STEP)}`).join("");
}

/** A value of which the first line stands somewhere at a column, and the others there, too. */
export function inLine(value, column, style) {
  if (told(value) === undefined) return "";
  if (Array.isArray(value)) return flow(value);
  if (!isObject(value)) return scalar(value, column, style);
  return Object.keys(value).filter((name) => told(value[name]) !== undefined)
    .map((name) => `${name}:${behind(value[name], column)}`).join(`\n${pad(column)}`);
}

export function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (!isObject(value)) return word(value);
  const lines = Object.keys(value).filter((name) => told(value[name]) !== undefined);
  return `{${lines.map((name) => `${name}: ${flow(value[name])}`).join(", ")}}`;
}

function scalar(value, column, { type, indent, lines = [] } = {}) {
  const inner = lines.length ? indent : column;
  const room = WIDTH - inner;
  const block = (mark, rows) =>
    [mark, ...rows.map((row) => (row ? pad(inner) + row : ""))].join("\n");
  if (isBare(value)) return value;
  if (/^\s|\s$|[^\P{C}\n\p{Cf}]/u.test(value)) return JSON.stringify(value);
  if (value.includes("\n") || type === "BLOCK_LITERAL") return block("|-", laid(value, room, lines));
  if (!value.includes("  ") && (type === "BLOCK_FOLDED" || value.length > room)) {
    return block(">-", wrapped(value, room, lines));
  }
  return type === "QUOTE_DOUBLE" && !/["\\]/.test(value) ? `"${value}"` : quoted(value);
}

/** A text inside brackets: on one line, and in quotation marks where it is more than words. */
function word(value) {
  if (value === null || isBare(value)) return String(value);
  return WORDS.test(value) ? quoted(value) : JSON.stringify(value);
}

/** Whether a value needs no quotation marks, because every reader gives the same signs back. */
function isBare(value) {
  return BARE.test(value) || (/^-?\d/.test(value) && String(Number(value)) === value);
}

/** A text with quotation marks, where a reader of YAML 1.1 or 1.2 would take it for another thing. */
function quoted(value) {
  return stringify(value, {
    collectionStyle: "flow", compat: "yaml-1.1", flowCollectionPadding: false, lineWidth: 0,
  }).trim();
}
