/** Texts as they stand in files, over several lines, and as they are read: a paragraph on each. */

const STARTS = /^(\s|[-*+]( |$)|[>#|]|\d+[.)]( |$)|`{3})/; // a line that goes on with none before it
const ENDS = /(^| {2}|\\)$/; // a line with which none after it goes on

/** A text without the line ends inside its paragraphs, which Markdown reads as spaces. */
export function flowing(text) {
  return runs(text.split("\n")).map((lines) => lines.join(" ")).join("\n");
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
export function laid(text, width, lines) {
  const rows = text.split("\n");
  const old = new Map(runs(lines).map((run) => [run.join(" "), run]));
  const spare = [...old].filter(([said]) => said && !rows.includes(said)).map(([, run]) => run);
  const room = lines.some((line) => line.length > width) ? Infinity : width;
  return rows.flatMap((row) =>
    old.get(row) ?? (STARTS.test(row) ? [row] : wrapped(row, room, spare.shift() ?? [])));
}

/** The lines of a paragraph; those it was written in stay, where most of them say the same. */
export function wrapped(text, width, lines) {
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
  if (lines.length && (head.length + tail.length) * 2 <= lines.length) return wrapped(text, width, []);
  const middle = [];
  for (const word of rest.split(" ")) {
    const longer = middle.length ? `${middle.at(-1)} ${word}` : word;
    if (middle.length && (longer.length <= width || STARTS.test(word))) {
      middle[middle.length - 1] = longer;
    } else middle.push(word);
  }
  return [...head, ...middle, ...tail];
}
