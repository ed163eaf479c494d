/** Starts Sveltia CMS with our configuration, and with our way of reading and writing files. */

import { init, registerCustomFormat } from "./cms/index.js";
import { shown, written } from "./form.js";
import { parse } from "./yaml/index.js";

const answer = await fetch("config.yml", { cache: "no-cache" });
const config = parse(await answer.text(), { maxAliasCount: -1 });
for (const { name, fields } of config.collections.filter((collection) => collection.fields)) {
  registerCustomFormat(name, "yaml", {
    fromFile: (text) => shown(fields, text),
    toFile: (content) => written(fields, content),
  });
}
await init({ config: { ...config, load_config_file: false } });
