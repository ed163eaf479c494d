/**
 * YAML files as values, and files with another value: what says the same stays as it is written,
 * sign by sign, with its comments, quotation marks and line ends.
 *
 * As in the check, every value is read as text, and an empty value is an absent one.
 */

import { isObject, same, told } from "./values.js";
import { STEP, behind, flow, inLine, pad } from "./writing.js";
import { isMap, isScalar, isSeq, parseDocument } from "./yaml/index.js";

const NOTHING = new Set(["", "~", "null", "Null", "NULL"]);

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
    if (!isMap(this.contents)) return `${this.text.trim()}\n${inLine(value, 0)}\n`.trimStart();
    const change = new Change(this.text);
    change.map(this.contents, value);
    return change.done;
  }
}

function plain(node) {
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [key.value, plain(value)]));
  }
  if (isSeq(node)) return node.items.map(plain);
  if (!isScalar(node)) return null;
  return node.type === "PLAIN" && NOTHING.has(node.value) ? null : node.value;
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
    const [start, last] = node?.range ? this.place(node) : [colon, colon];
    const end = start < last ? last : colon;
    const column = inFlow ? 0 : this.column(key.range[0]);
    this.edit(colon, end, inFlow ? ` ${flow(value)}` : behind(value, column, this.style(node)));
  }

  /** Whether the change could be made further inside. */
  inside(node, value) {
    if (!node?.items?.length || told(value) === undefined) return false;
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
