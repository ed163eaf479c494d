/* The builder of embeds: writes the tags for what is chosen, shows it, weighs it. What is chosen
   stands in the address, so that a choice can be sent to somebody. */
(() => {
  const form = document.querySelector(".ne-builder__form")
  const fields = [...form.elements].filter(field => field.name)
  const preview = document.querySelector(".ne-builder__frame")
  const frame = preview.querySelector("iframe")
  const weight = document.querySelector("[data-weight]"), verdict = document.querySelector(".ne-builder__verdict")
  const root = new URL(form.dataset.root, location.href), told = form.dataset
  const texts = [...document.querySelectorAll("textarea[data-kind]")]
  const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)

  // What is chosen, and the address

  const accent = () => {
    const given = form.elements.accent.value.trim().replace(/^#/, "")
    return /^[\da-f]{6}$/i.test(given) ? given.toLowerCase() : ""
  }
  const read = () => {
    const known = new URLSearchParams(location.search)
    for (const field of fields) {
      const value = known.get(field.name)
      if (value === null) continue
      const allowed = field.tagName === "SELECT" ? [...field.options].some(option => option.value === value) : true
      if (allowed) field.value = value
    }
  }
  const remember = () => {
    const now = new URLSearchParams()
    for (const { name, value, defaultValue, options } of fields) {
      const usual = options ? ([...options].find(option => option.defaultSelected) || options[0]).value : defaultValue
      if (value && value !== usual) now.set(name, value)
    }
    const query = String(now)
    history.replaceState(null, "", query ? `?${query}` : location.pathname)
  }

  // Addresses

  const place = () => {
    const { show, lang, audience } = form.elements
    const [folder, id, section = ""] = show.value.split("/")
    const rest = `${audience.value}/${folder}/${id}`
    const wishes = new URLSearchParams()
    for (const [name, value] of [["theme", form.elements.theme.value], ["text", form.elements.text.value], ["accent", accent()]])
      if (value) wishes.set(name, value)
    const query = String(wishes) && `?${wishes}`
    const at = path => String(new URL(path, root))
    return {
      embed: at(`${lang.value}/embed/${rest}/${section && section + "/"}`) + query,
      page: at(`${lang.value}/${rest}/`) + (section && `#${section}`),
      fragment: at(`${lang.value}/fragment/${rest}${section && "/" + section}.html`),
      oembed: at(`${lang.value}/oembed/${rest}${section && "/" + section}.json`),
      paste: section ? at(`${lang.value}/embed/${rest}/${section}/`) : at(`${lang.value}/${rest}/`),
    }
  }

  // Tags

  const tags = (to, title, height) => {
    const name = escaped(`${title} – ${told.site}`)
    const link = `<a href="${escaped(to.page)}">${name}</a>`
    const shared = `src="${escaped(to.embed)}" title="${name}" loading="lazy" referrerpolicy="no-referrer" sandbox="${told.sandbox}"`
    return {
      plain: `<iframe ${shared} style="width:100%;height:auto;border:0;min-height:${height}px;frame-sizing:content-height"></iframe>\n<p>${link}</p>`,
      precise: `<iframe data-needle-embed ${shared} style="width:100%;border:0;height:${height}px"></iframe>\n<p>${link}</p>\n<script src="${new URL(told.parent, root)}" integrity="${told.integrity}" crossorigin="anonymous" defer></script>`,
      wordpress: to.paste,
      element: `<script type="module" src="${new URL(told.element, root)}"></script>\n<needle-page src="${to.fragment}">${link}</needle-page>`,
      fragment: to.fragment,
      link,
    }
  }
  let shown = "", title = "", height = 600
  const write = to => {
    const made = tags(to, title, height)
    for (const text of texts) text.value = made[text.dataset.kind]
    frame.title = `${title} – ${told.site}`
  }

  // The name of a page in another language is known to its oEmbed file.
  const named = async to => {
    const option = form.elements.show.selectedOptions[0]
    try {
      const answer = await fetch(to.oembed)
      if (answer.ok) return (await answer.json()).title
    } catch (_) { /* a site without an address has no such files */ }
    return option.textContent.replace(/^– /, "")
  }

  const update = async () => {
    remember()
    const to = place()
    preview.style.width = `${form.elements.width.value || 600}px`
    judge()
    if (to.embed !== shown) {
      shown = frame.src = to.embed
      const name = await named(to)
      if (to.embed !== shown) return
      title = name
    }
    write(to)
  }

  // Contrast (WCAG 2.2, relative luminance), as the embed itself judges it

  const parts = hex => [0, 2, 4].map(i => parseInt(hex.slice(i, i + 2), 16))
  const light = colour => colour.reduce((sum, part, i) => sum + [.2126, .7152, .0722][i] *
    ((part /= 255) > .04045 ? ((part + .055) / 1.055) ** 2.4 : part / 12.92), .05)
  const grounds = { light: ["fbfaf7", "ffffff"], dark: ["14191f", "1b222a"], contrast: ["ffffff"] }
  const ratio = (ink, ground) => {
    const [less, more] = [ink, ground.map((part, i) => part * .9 + ink[i] * .1)].map(light).sort((a, b) => a - b)
    return more / less
  }
  const judge = () => {
    const given = form.elements.accent.value.trim(), colour = accent()
    if (!colour) {
      verdict.textContent = given ? verdict.dataset.odd : ""
      return
    }
    const { theme } = form.elements
    const judged = name => {
      const least = Math.min(...grounds[name].map(ground => ratio(parts(colour), parts(ground))))
      const said = (Math.floor(least * 10) / 10).toLocaleString(document.documentElement.lang)
      return fill(least >= 4.5 ? verdict.dataset.good : verdict.dataset.bad, { ratio: said })
    }
    // Where the reader's device chooses, the embed judges the colour on light and on dark by itself.
    const named = name => `${[...theme.options].find(option => option.value === name).text}: ${judged(name)}`
    verdict.textContent = theme.value ? judged(theme.value) : ["light", "dark"].map(named).join(" ")
  }

  // Height and weight of what is shown

  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || !data || data.type !== "needle-embed" || data.event !== "height") return
    height = data.height
    frame.style.height = `${height}px`
    write(place())
  })
  frame.addEventListener("load", () => {
    let entries = []
    try {
      const timing = frame.contentWindow.performance
      entries = [...timing.getEntriesByType("navigation"), ...timing.getEntriesByType("resource")]
    } catch (_) { /* nothing to weigh */ }
    const bytes = entries.reduce((sum, one) => sum + one.encodedBodySize, 0)
    weight.textContent = bytes ? fill(weight.dataset.weight, {
      size: Math.ceil(bytes / 1000).toLocaleString(document.documentElement.lang), requests: entries.length,
    }) : ""
  })

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false
    button.addEventListener("click", async () => {
      const text = texts.find(one => one.dataset.kind === button.dataset.copy)
      text.select()
      try { await navigator.clipboard.writeText(text.value) } catch (_) { document.execCommand("copy") }
      const said = button.firstChild, before = said.data
      said.data = told.copied
      setTimeout(() => { said.data = before }, 2000)
    })
  }
  new ResizeObserver(() => {
    const now = Math.round(preview.getBoundingClientRect().width)
    const { width } = form.elements
    if (now && width !== document.activeElement && Math.abs(now - width.value) > 9) width.value = now
  }).observe(preview)
  form.addEventListener("input", update)
  form.addEventListener("submit", event => event.preventDefault())
  read()
  update()
})()
