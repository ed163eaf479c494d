/**
 * YAML files as values, and files with another value: what says the same stays as it is written,
 * sign by sign, with its comments, quotation marks and line ends.
 *
 * As in the check, every value is read as text, and an empty value is an absent one.
 */

import { isMap, isScalar, isSeq, parseDocument, stringify } from "./yaml/index.js";

const WIDTH = 120; // where a wrapped line ends at the latest
const STEP = 2;
const NOTHING = new Set(["", "~", "null", "Null", "NULL"]);
const STARTS = /^(\s|[-*+]( |$)|[>#|]|\d+[.)]( |$)|`{3})/; // a line that goes on with none before it
const ENDS = /(^| {2}|\\)$/; // a line with which none after it goes on
const BARE = /^(true|false|\d{4}-\d\d-\d\d)$/;
const WORD = /^[\w.-]+$/;

/** A file as it was read. Throws where it is no YAML. */
export class File {
  constructor(text) {
    const { contents, errors } = parseDocument(text, { schema: "failsafe" });
    if (errors.length) throw errors[0];
    this.text = text;
    this.contents = contents;
    this.value = plain(contents); // maps, lists, texts and null
  }

  /** The text of the file with another value. */
  with(value) {
    if (!isMap(this.contents)) return `${this.text.trim()}\n${fresh(value)}\n`.trimStart();
    const change = new Change(this.text);
    change.map(this.contents, value);
    return change.done;
  }
}

/** Whether two values say the same: an empty one is an absent one, a line end a space. */
export function same(one, other) {
  return JSON.stringify(told(one)) === JSON.stringify(told(other));
}

/** A text without the line ends inside its paragraphs, which Markdown reads as spaces. */
export function flowing(text) {
  return runs(text.split("\n")).map((lines) => lines.join(" ")).join("\n");
}

export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function plain(node) {
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [key.value, plain(value)]));
  }
  if (isSeq(node)) return node.items.map(plain);
  if (!isScalar(node)) return null;
  return node.type === "PLAIN" && NOTHING.has(node.value) ? null : node.value;
}

/** A value without what is empty in it, the lines of its maps in one order. */
function told(value) {
  if (Array.isArray(value)) {
    const items = value.map((item) => told(item) ?? null);
    return items.some((item) => item !== null) ? items : undefined;
  }
  if (isObject(value)) {
    const lines = Object.keys(value).sort().map((name) => [name, told(value[name])])
      .filter(([, said]) => said !== undefined);
    return lines.length ? lines : undefined;
  }
  return flowing(String(value ?? "").trim()) || undefined;
}

/** A text that is being changed at the places of its parts. */
class Change {
  constructor(before) {
    this.before = before;
    this.edits = [];
  }

  get done() {
    const backwards = [...this.edits].sort((one, other) => other.start - one.start);
    return backwards.reduce(
      (text, { start, end, said }) => text.slice(0, start) + said + text.slice(end), this.before);
  }

  edit(start, end, said) {
    this.edits.push({ start, end, said });
  }

  map(node, value) {
    const old = new Map(node.items.map((pair) => [pair.key.value, pair]));
    const names = Object.keys(value).filter((name) => told(value[name]) !== undefined);
    const gone = node.items.filter(({ key, value: was }) =>
      !names.includes(key.value) && told(plain(was)) !== undefined);
    if (node.flow && (gone.length || names.some((name) => !old.has(name)))) {
      return this.edit(...this.place(node), flow(value));
    }
    gone.forEach((pair) => this.withoutPair(node, pair));
    names.filter((name) => old.has(name))
      .forEach((name) => this.pair(old.get(name), value[name], node.flow));
    return node.flow || this.newPairs(node, old, names, value);
  }

  /** The lines that a map did not have, each after the line that it follows. */
  newPairs(node, old, names, value) {
    const column = this.column(node.items[0].key.range[0]);
    const after = new Map();
    let last;
    for (const name of names) {
      if (old.has(name)) last = old.get(name);
      else after.set(last, [...(after.get(last) ?? []), name]);
    }
    const said = (name) => `${name}:${behind(value[name], column)}`;
    for (const [pair, fellows] of after) {
      if (pair) {
        const end = this.lineEnd(this.end(pair));
        this.edit(end, end, fellows.map((name) => `\n${pad(column)}${said(name)}`).join(""));
      } else {
        const [start] = node.items[0].key.range;
        this.edit(start, start, fellows.map((name) => `${said(name)}\n${pad(column)}`).join(""));
      }
    }
  }

  pair({ key, value: node }, value, inFlow) {
    if (same(plain(node), value)) return;
    if (this.inside(node, value)) return;
    const colon = this.before.indexOf(":", key.range[1]) + 1;
    const end = node?.range ? Math.max(colon, this.place(node)[1]) : colon;
    const column = inFlow ? 0 : this.column(key.range[0]);
    this.edit(colon, end, inFlow ? ` ${flow(value)}` : behind(value, column, this.style(node)));
  }

  /** Whether the change could be made further inside. */
  inside(node, value) {
    if (!node?.items?.length) return false;
    if (isMap(node) && isObject(value)) return this.map(node, value), true;
    if (isSeq(node) && Array.isArray(value)) return this.list(node, value), true;
    return false;
  }

  list(node, values) {
    const old = node.items.map(plain);
    if (node.flow && old.length !== values.length) {
      return this.edit(...this.place(node), flow(values));
    }
    const least = Math.min(old.length, values.length);
    let head = 0;
    while (head < least && same(old[head], values[head])) head++;
    let tail = 0;
    while (tail < least - head && same(old.at(-1 - tail), values.at(-1 - tail))) tail++;
    const both = least - head - tail;
    for (let index = head; index < head + both; index++) {
      this.item(node, node.items[index], values[index]);
    }
    for (const item of node.items.slice(head + both, old.length - tail)) this.withoutItem(item);
    return this.newItems(node, head + both, values.slice(head + both, values.length - tail));
  }

  item(list, node, value) {
    if (same(plain(node), value) || this.inside(node, value)) return;
    const column = this.column(list.range[0]) + STEP;
    const [start, end] = this.place(node);
    const gap = this.before[start - 1] === "-" ? " " : "";
    this.edit(start, end, list.flow ? flow(value) : gap + inLine(value, column, this.style(node)));
  }

  newItems(list, index, values) {
    if (!values.length) return;
    const column = this.column(list.range[0]);
    const said = values.map((value) => `- ${inLine(value, column + STEP)}`);
    if (index) {
      const end = this.lineEnd(this.place(list.items[index - 1])[1]);
      this.edit(end, end, said.map((item) => `\n${pad(column)}${item}`).join(""));
    } else {
      const [start] = list.range;
      this.edit(start, start, said.map((item) => `${item}\n${pad(column)}`).join(""));
    }
  }

  withoutItem(node) {
    const dash = this.before.lastIndexOf("-", node.range[0]);
    this.edit(this.before.lastIndexOf("\n", dash), this.lineEnd(this.place(node)[1]), "");
  }

  withoutPair(map, pair) {
    const [start] = pair.key.range;
    const line = this.before.lastIndexOf("\n", start) + 1;
    const next = map.items[map.items.indexOf(pair) + 1];
    if (this.before.slice(line, start).trim() && next) this.edit(start, next.key.range[0], "");
    else this.edit(line, this.lineEnd(this.end(pair)) + 1, "");
  }

  /** Where a node starts and ends, without the line ends that follow a block. */
  place({ range: [start, end] }) {
    return [start, start + this.before.slice(start, end).trimEnd().length];
  }

  end({ key, value }) {
    const [start, end] = value?.range ? this.place(value) : key.range;
    return Math.max(start, end, this.before.indexOf(":", key.range[1]) + 1);
  }

  lineEnd(place) {
    const end = this.before.indexOf("\n", place);
    return end < 0 ? this.before.length : end;
  }

  column(place) {
    return place - this.before.lastIndexOf("\n", place - 1) - 1;
  }

  /** How a text is written: its type, and its lines and their indent where it has several. */
  style(node) {
    if (!isScalar(node)) return {};
    const [, ...lines] = this.before.slice(...this.place(node)).split("\n");
    const indent = Math.min(...lines.filter(Boolean).map((line) => line.search(/\S|$/)));
    return { type: node.type, indent, lines: lines.map((line) => line.slice(indent)) };
  }
}

const pad = (column) => " ".repeat(column);
const isRow = (value) => value.every((item) => typeof item === "string" && WORD.test(item));

/** A whole file. */
function fresh(value) {
  return told(value) === undefined ? "{}" : inLine(value, 0);
}

/** What stands behind the colon of a line that begins at a column. */
function behind(value, column, style) {
  if (told(value) === undefined) return "";
  if (isObject(value)) return `\n${pad(column + STEP)}${inLine(value, column + STEP)}`;
  if (!Array.isArray(value)) return ` ${scalar(value, column + STEP, style)}`;
  if (isRow(value)) return ` ${flow(value)}`;
  return value.map((item) => `\n${pad(column + STEP)}- ${inLine(item, column + 2 * STEP)}`).join("");
}

/** A value of which the first line stands somewhere at a column, and the others there, too. */
function inLine(value, column, style) {
  if (told(value) === undefined) return "";
  if (Array.isArray(value)) return flow(value);
  if (!isObject(value)) return scalar(value, column, style);
  return Object.keys(value).filter((name) => told(value[name]) !== undefined)
    .map((name) => `${name}:${behind(value[name], column)}`).join(`\n${pad(column)}`);
}

function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (!isObject(value)) return isBare(value) ? value : quoted([value]).slice(1, -1).trim();
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

/** Lines of a file, those together that make one line of a text. */
function runs(lines) {
  const found = [];
  for (const line of lines) {
    if (found.length && !ENDS.test(found.at(-1).at(-1)) && !STARTS.test(line) && line) {
      found.at(-1).push(line);
    } else found.push([line]);
  }
  return found;
}

/** The lines of a text of several paragraphs; a paragraph that says the same keeps its own. */
function laid(text, width, lines) {
  const rows = text.split("\n");
  const old = new Map(runs(lines).map((run) => [run.join(" "), run]));
  const spare = [...old].filter(([said]) => !rows.includes(said)).map(([, run]) => run);
  const room = lines.some((line) => line.length > width) ? Infinity : width;
  return rows.flatMap((row) =>
    old.get(row) ?? (STARTS.test(row) ? [row] : wrapped(row, room, spare.shift() ?? [])));
}

/** The lines of a paragraph; those it was written in stay, as far as they say the same. */
function wrapped(text, width, lines) {
  const head = [];
  const tail = [];
  let rest = text;
  while (head.length < lines.length && rest.startsWith(`${lines[head.length]} `)) {
    head.push(lines[head.length]);
    rest = rest.slice(head.at(-1).length + 1);
  }
  const others = lines.slice(head.length);
  while (tail.length < others.length && rest.endsWith(` ${others.at(-1 - tail.length)}`)) {
    tail.unshift(others.at(-1 - tail.length));
    rest = rest.slice(0, -tail[0].length - 1);
  }
  const middle = [];
  for (const word of rest.split(" ")) {
    const longer = middle.length ? `${middle.at(-1)} ${word}` : word;
    if (middle.length && (longer.length <= width || STARTS.test(word))) {
      middle[middle.length - 1] = longer;
    } else middle.push(word);
  }
  return [...head, ...middle, ...tail];
}
