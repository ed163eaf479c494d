// A citation shows its reference on hover and focus. Without this script it is a plain link.
(() => {
  let card = null, timer = 0;
  const hide = () => { card?.remove(); card = null; };
  const show = (link) => {
    clearTimeout(timer);
    hide();
    const lines = (link.dataset.refs || "").split(" ")
      .map((key) => document.getElementById("ref-" + key)?.querySelector(".ne-reference"))
      .filter(Boolean);
    if (!lines.length) return;
    card = document.createElement("div");
    card.className = "ne-preview";
    card.setAttribute("role", "tooltip");
    lines.slice(0, 4).forEach((line) => {
      const row = document.createElement("p");
      row.lang = line.lang;
      row.dir = line.dir;
      row.textContent = line.textContent;
      card.append(row);
    });
    document.body.append(card);
    const at = link.getBoundingClientRect(), box = card.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8));
    const below = at.bottom + box.height + 12 < innerHeight;
    card.style.left = left + scrollX + "px";
    card.style.top = (below ? at.bottom + 6 : at.top - box.height - 6) + scrollY + "px";
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", later);
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(hide, 200); };
  const cited = (event) => event.target.closest?.(".ne-cite a");
  document.addEventListener("pointerover", (event) => { const link = cited(event); if (link) show(link); });
  document.addEventListener("pointerout", (event) => { if (cited(event)) later(); });
  document.addEventListener("focusin", (event) => { const link = cited(event); if (link) show(link); else hide(); });
  document.addEventListener("focusout", (event) => { if (cited(event)) later(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
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
