/** Values of YAML files: maps, lists, texts and null. An empty value is an absent one. */

import { flowing } from "./texts.js";

export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two values say the same, wherever their lines end. */
export function same(one, other) {
  return JSON.stringify(told(one)) === JSON.stringify(told(other));
}

/** A value without what is empty in it, the lines of its maps in one order. */
export function told(value) {
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
