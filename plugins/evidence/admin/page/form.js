/**
 * What a file holds, as the form shows it, and back. The fields of the form are those of
 * config.yml; two names in them say what a form has no word for: a text that is one for everybody
 * or one for each audience, and a map whose names are the author's own.
 */

import { File } from "./rewriting.js";
import { flowing } from "./texts.js";
import { isObject, same } from "./values.js";

export const SOURCE = "_source"; // the text of the file, which the form does not show
export const TITLE = "_title"; // what the file is called in lists
export const READERS = "_readers"; // for whom a text is written
export const NAME = "_name"; // the name under which a value of a map stands
const EVERYBODY = "everybody";
const AUDIENCES = ["patient", "clinician"];

/** The content of the form for a file. Throws where the form could not give the file back. */
export function shown(fields, text) {
  const { value } = new File(text);
  if (!isObject(value)) throw new Error("this file holds no entry");
  const asked = fields.filter(({ name }) => name !== SOURCE && name !== TITLE);
  const content = lines(asked, value);
  if (!same(filled(asked, content, value), value)) {
    throw new Error("this file holds what the form has no field for; \"evidence check\" says what");
  }
  return { [TITLE]: title(asked, value), ...content, [SOURCE]: text };
}

/** The text of the file for the content of the form. */
export function written(fields, content) {
  const asked = fields.filter(({ name }) => name !== SOURCE && name !== TITLE);
  const file = new File(content[SOURCE] ?? "");
  return file.with(filled(asked, content, file.value ?? {}));
}

/** The value of a file, with those lines at its end that the form does not know. */
function filled(fields, content, before) {
  const known = new Set(fields.map(({ name }) => name));
  const others = Object.entries(before).filter(([name]) => !known.has(name));
  return { ...(values(fields, content, before) ?? {}), ...Object.fromEntries(others) };
}

/** What an entry is called: its first text, where that stands before its lists. */
function title(fields, value) {
  const first = fields.find(({ widget }) => ["object", "list"].includes(widget));
  const said = first && isText(first) ? value[first.name] : "";
  return flowing((isObject(said) ? said.patient : said) ?? "");
}

const isText = ({ typeKey }) => typeKey === READERS;
const isNamed = ({ fields }) => fields?.[0]?.name === NAME;

// From the file to the form

function lines(fields, value) {
  const given = fields.filter(({ name }) => (value[name] ?? null) !== null);
  return Object.fromEntries(given.map((field) => [field.name, part(field, value[field.name])]));
}

function part(field, value) {
  if (field.widget === "list") return items(field, value);
  if (isText(field)) return text(value);
  if (field.fields) return lines(field.fields, value);
  return field.widget === "boolean" ? value === "true" : value;
}

function items(field, value) {
  if (isNamed(field)) {
    return Object.entries(value)
      .map(([name, one]) => ({ ...lines(field.fields, one ?? {}), [NAME]: name }));
  }
  if (isText(field)) return value.map(text);
  return field.fields ? value.map((one) => lines(field.fields, one ?? {})) : value;
}

function text(value) {
  if (!isObject(value)) return { [READERS]: EVERYBODY, text: flowing(value ?? "") };
  const [patient, clinician] = AUDIENCES.map((audience) => flowing(value[audience] ?? ""));
  return { [READERS]: "each", patient, clinician };
}

// From the form to the file; the value that was there says whether a switch that is off was written

function values(fields, content, before) {
  const given = fields
    .map((field) => [field.name, entered(field, content?.[field.name], before?.[field.name])])
    .filter(([, value]) => value !== undefined);
  return given.length ? Object.fromEntries(given) : undefined;
}

function entered(field, content, before) {
  if ((content ?? "") === "") return undefined;
  if (field.widget === "list") return list(field, content, before);
  if (isText(field)) return textEntered(content);
  if (field.fields) return values(field.fields, content, before);
  if (Array.isArray(content)) return content.length ? content.map(String) : undefined;
  if (content === false && field.required === false && before !== "false") return undefined;
  return String(content).trim() || undefined;
}

function list(field, content, before) {
  if (isNamed(field)) {
    const named = content.map((one) =>
      [one[NAME], values(field.fields.slice(1), one, before?.[one[NAME]]) ?? null]);
    return named.length ? Object.fromEntries(named) : undefined;
  }
  const found = content.map((item, index) => {
    if (isText(field)) return textEntered(item) ?? null;
    if (field.fields) return values(field.fields, item, before?.[index]) ?? null;
    return String(item).trim() || null;
  });
  return found.some((item) => item !== null) ? found : undefined;
}

function textEntered(content) {
  if (content[READERS] === EVERYBODY) return content.text?.trim() || undefined;
  return values(AUDIENCES.map((name) => ({ name })), content);
}
