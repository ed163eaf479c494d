// Narrows a list down by the facets of its cards. The state stands in the address.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const [form] = all(".ne-filter"), [said] = all("output", form), { find } = form.elements;
  const selects = all("select", form), cards = all(".ne-group .ne-card");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
  cards.forEach((card) => {
    card.text = all(".ne-card__who, .ne-card__title, .ne-card__text", card).map((part) => plain(part.textContent)).join(" ")
      + " " + plain(card.dataset.find || "");
  });
  const having = (some, name, value) => some.filter((card) => card.dataset[name].split(" ").includes(value));

  const show = () => {
    const words = plain(find.value).split(/\s+/);
    const found = cards.filter((card) => words.every((word) => card.text.includes(word)));
    const fitting = (but) => selects.reduce((left, { name, value }) =>
      value && name !== but ? having(left, name, value) : left, found);
    const shown = fitting();
    cards.forEach((card) => { card.hidden = !shown.includes(card); });
    all(".ne-group").forEach((group) => {
      const count = all(".ne-card:not([hidden])", group).length, [h2] = all("h2", group);
      all(".ne-count", h2)[0].textContent = count;
      group.hidden = !count;
      all(`.md-nav [href="#${h2.id}"]`).forEach((link) => { link.parentElement.hidden = !count; });
    });
    // What each choice would show, the others being as they are.
    selects.forEach((select) => {
      const left = fitting(select.name);
      [...select.options].slice(1).forEach((option) => {
        const count = having(left, select.name, option.value).length;
        option.text = option.text.replace(/\d+(?=\)$)/, count);
        option.disabled = !count && !option.selected;
      });
    });
    const text = shown.length ? said.dataset.said.replace("{n}", shown.length) : said.dataset.none;
    if (said.value !== text) said.value = text;
  };
  const restore = () => {
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      const value = asked.get(field.name) || "";
      if (field.type === "checkbox") field.checked = value;
      else if (field.name) field.value = value;
      if (field.selectedIndex < 0) field.value = "";
    }
    show();
  };
  const change = () => {
    show();
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", `${asked}` ? `?${asked}` : location.pathname);
  };

  let timer;
  all(".ne-index")[0].addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(change, 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); change(); });
  all("button", form)[0].addEventListener("click", () => {
    [find, ...selects].forEach((field) => { field.value = ""; });
    change();
  });
  addEventListener("popstate", restore);
  restore();
})();
