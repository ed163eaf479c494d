// A citation shows its reference on hover and focus; a term what it means, and the words of the
// other tradition. Without this script both are plain links.
(() => {
  const said = document.getElementById("content")?.dataset || {}, sides = ["acupuncture", "dryNeedling"];
  let card = null, timer = 0, owner = null, touched = false;
  const hide = () => { card?.remove(); owner?.removeAttribute("aria-describedby"); card = owner = null; };
  const row = (...parts) => {
    const line = document.createElement("p");
    line.append(...parts);
    return line;
  };
  const strong = (text) => Object.assign(document.createElement("b"), { textContent: text });
  const cited = (link) => (link.dataset.refs || "").split(" ")
    .map((key) => document.getElementById("ref-" + key)?.querySelector(".ne-reference")).filter(Boolean)
    .slice(0, 4).map((line) => Object.assign(row(line.textContent), { lang: line.lang, dir: line.dir }));
  const meant = ({ dataset }) => [
    ...(dataset.gloss ? [row(dataset.gloss)] : []),
    ...sides.filter((side) => dataset[side]).map((side) => row(strong(said[side] + ": "), dataset[side])),
    ...(dataset.alone ? [row(dataset.alone)] : []),
  ];
  const show = (link) => {
    clearTimeout(timer);
    if (owner === link) return;
    hide();
    const term = link.matches(".ne-term"), lines = term ? meant(link) : cited(link);
    if (!lines.length) return;
    if (term && touched) lines.push(Object.assign(document.createElement("small"), { textContent: said.tap }));
    card = document.createElement("div");
    card.className = "ne-preview";
    card.id = "ne-preview";
    card.setAttribute("role", "tooltip");
    card.append(...lines);
    document.body.append(card);
    owner = link;
    link.setAttribute("aria-describedby", card.id);
    const at = link.getBoundingClientRect(), box = card.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8));
    const below = at.bottom + box.height + 12 < innerHeight;
    card.style.left = left + scrollX + "px";
    card.style.top = (below ? at.bottom + 6 : at.top - box.height - 6) + scrollY + "px";
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", later);
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(hide, 200); };
  const asked = (event) => event.target.closest?.(".ne-cite a, a.ne-term");
  const mouse = (event) => event.pointerType !== "touch";
  document.addEventListener("pointerdown", (event) => { touched = !mouse(event); }, true);
  document.addEventListener("pointerover", (event) => { const link = asked(event); if (link && mouse(event)) show(link); });
  document.addEventListener("pointerout", (event) => { if (asked(event) && mouse(event)) later(); });
  document.addEventListener("focusin", (event) => { const link = asked(event); if (!link) hide(); else if (!touched) show(link); });
  document.addEventListener("focusout", (event) => { if (asked(event) && !touched) later(); });
  document.addEventListener("keydown", (event) => { touched = false; if (event.key === "Escape") hide(); });
  // A finger cannot hover: its first tap on a term shows what it means, its second one goes there.
  document.addEventListener("click", (event) => {
    const link = asked(event);
    if (!touched || !link?.matches(".ne-term")) { if (touched && !event.target.closest(".ne-preview")) hide(); return; }
    if (owner === link) return;
    show(link);
    if (card) event.preventDefault();
  });
})();

// The other tradition's words beside each term, as the reader chose; the choice stays on the device.
(() => {
  const form = document.querySelector(".ne-words"), key = "ne-words";
  if (!form) return;
  const store = (value) => { try { value === undefined || localStorage.setItem(key, value); return localStorage.getItem(key); } catch { return value; } };
  const camel = (side) => side.replace(/-(.)/, (_, sign) => sign.toUpperCase());
  const apply = (side) => {
    document.querySelectorAll(".ne-also").forEach((word) => word.remove());
    if (side) document.querySelectorAll("a.ne-term").forEach((link) => {
      const word = link.dataset[camel(side)];
      if (word) link.after(Object.assign(document.createElement("span"), { className: "ne-also", textContent: word }));
    });
  };
  form.hidden = false;
  form.addEventListener("change", () => { store(form.elements.words.value); apply(form.elements.words.value); });
  const kept = store();
  if ([...form.elements.words].some((option) => option.value === kept)) form.elements.words.value = kept;
  apply(form.elements.words.value);
})();

// The language menu opens on hover and focus. Escape shuts it, until one presses its button or
// pointer or focus have moved on.
(() => {
  const menu = document.querySelector(".md-select");
  if (!menu) return;
  const open = () => menu.classList.remove("ne-shut");
  for (const moved of ["click", "pointerleave", "focusout"]) menu.addEventListener(moved, open);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (menu.contains(document.activeElement)) menu.querySelector("button").focus();
    menu.classList.add("ne-shut");
  });
})();
