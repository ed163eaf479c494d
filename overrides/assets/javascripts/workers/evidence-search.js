// Search as people type it, in any of our languages. Material's worker finds words by how they
// begin; this one stands before it and turns what was typed into words that are in the index:
// without their accents, Korean without its particles, Chinese inside a run of signs.
const SEPARATORS = /[\s\-,.;:!?()[\]{}"'“”‘’«»「」『』、。，；：！？（）·…/–—]+/u;
const JOINED = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af]/u;
const MOST = 60;
const PARTICLES = /(?<=[가-힣]{2})(?:으로|에서|에게|까지|부터|처럼|보다|이나|이란|하고|은|는|이|가|을|를|의|에|와|과|도|로|만)$/u;
const ENDINGS = { en: /(?<=.{3})(?:es|s)$/u, es: /(?<=.{3})(?:es|s)$/u, pt: /(?<=.{3})(?:ões|es|s)$/u, fr: /(?<=.{3})(?:aux|es|s|x|e)$/u };

const docs = new Map(), names = new Map(), tokens = new Map();
let ending = null, asked = [], also = [], typed = "";

// Without accents, and hangul in one piece again.
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
const words = (text) => plain(text).split(SEPARATORS).filter(Boolean);
const said = (html) => html.replace(/<[^>]+>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const setup = ({ config, docs: all }) => {
  ending = ENDINGS[config.lang[0]];
  for (const doc of all) {
    const text = said(`${doc.title} ${doc.text}`);
    // A term's labels stand at the end of its text, with points between them.
    const [, ...labels] = doc.location.startsWith("terms/") ? plain(said(doc.text)).split(" · ") : [];
    names.set(doc.location, [...plain(said(doc.title)).split(" · "), ...labels].map((name) => words(name).join(" ")));
    docs.set(doc.location, plain(text).split(SEPARATORS).join(" "));
    for (const token of text.toLowerCase().split(SEPARATORS)) if (/^[\p{L}\p{M}\p{N}]+$/u.test(token)) tokens.set(token, plain(token));
  }
};

// The shortest form of a typed word that is in the index at all.
const forms = (word) => [...new Set([word, word.replace(PARTICLES, ""), ending ? word.replace(ending, "") : word])];
const fits = (form) => JOINED.test(form) ? (token) => token.includes(form) : (token) => token.startsWith(form);
const known = (word) => {
  for (const form of forms(word)) {
    const fit = fits(form), found = [...tokens].filter(([, token]) => fit(token)).map(([token]) => token);
    if (found.length) return { form, found: found.sort((a, b) => a.length - b.length).slice(0, MOST) };
  }
  return { form: word, found: [word] };
};
// A label of a term, in whatever language, stands for the term's word here as well.
const named = (phrase) => phrase.length < 2 ? [] : [...docs]
  .filter(([place]) => place.startsWith("terms/") && names.get(place).includes(phrase))
  .map(([place]) => names.get(place)[0]).filter((name) => name !== phrase)
  .slice(0, 3).map((name) => words(name).map(known));
const ask = (query) => {
  typed = words(query).join(" ");
  asked = words(query).map(known);
  also = named(typed);
  return asked.length ? [asked, ...also].flat().flatMap(({ found }) => found).join(" ") : query;
};

// A page of that very name comes first. Then a page counts by how many of the typed words it has;
// what it lacks is named as it was typed.
const answer = ({ items }) => {
  const rated = items.map((item) => {
    const text = ` ${docs.get(item[0].location) || ""}`;
    const has = ({ form }) => text.includes(JOINED.test(form) ? form : ` ${form}`);
    const share = (all) => all.filter(has).length / (all.length || 1);
    const own = share(asked), other = Math.max(0, ...also.map(share));
    const best = Math.max(own, other === 1 ? 0.99 : 0);
    for (const part of item) part.terms = Object.fromEntries(asked.map((word) => [word.form, other === 1 || has(word)]));
    const own_names = names.get(item[0].location) || [];
    const same = own_names.includes(typed) ? 2 : own_names.some((name) => name.startsWith(`${typed} `)) ? 1 : 0;
    return { item, share: best, rank: same + best, score: item[0].score };
  });
  return rated.filter(({ share }) => share).sort((a, b) => b.rank - a.rank || b.score - a.score).map(({ item }) => item);
};

const post = self.postMessage.bind(self);
self.postMessage = (message) => {
  if (message.type === 3 && asked.length) message.data.items = answer(message.data);
  post(message);
};
self.addEventListener("message", (event) => {
  if (event.ours) return;
  event.stopImmediatePropagation();
  let { data } = event;
  if (data.type === 0) setup(data.data);
  if (data.type === 2) data = { ...data, data: ask(data.data) };
  self.dispatchEvent(Object.assign(new MessageEvent("message", { data }), { ours: true }));
});
importScripts(self.location.search.slice(1));
