/* The wishes of who embeds a page, before it is painted: ?theme=light|dark|contrast, ?text=s|m|l, ?accent=RRGGBB. */
(() => {
  const root = document.documentElement, wishes = new URLSearchParams(location.search)
  const [theme, text, accent] = ["theme", "text", "accent"].map(name => wishes.get(name) || "")
  if (/^(light|dark|contrast)$/.test(theme))
    root.dataset.mdColorScheme = { light: "default", dark: "slate" }[theme] || theme
  if (/^[sml]$/.test(text)) root.dataset.text = text

  // An accent that cannot be read is no accent (WCAG 1.4.3: 4.5 to 1, here on paper and on its own tint).
  const light = colour => colour.reduce((sum, part, i) => sum + [.2126, .7152, .0722][i] *
    ((part /= 255) > .04045 ? ((part + .055) / 1.055) ** 2.4 : part / 12.92), .05)
  const parts = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16))
  const readable = ink => ["--ne-paper", "--ne-card"].every(name => {
    const ground = parts(getComputedStyle(root).getPropertyValue(name).trim().padEnd(7, "f"))
    const [less, more] = [ink, ground.map((part, i) => part * .9 + ink[i] * .1)].map(light).sort((a, b) => a - b)
    return more / less >= 4.5
  })
  const paint = () => {
    const good = readable(parts("#" + accent))
    root.style.setProperty("--ne-accent", good ? "#" + accent : "")
    root.style.setProperty("--ne-accent-soft", good ? "#" + accent + "1a" : "")
  }
  if (/^[\da-f]{6}$/i.test(accent)) {
    paint()
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint)
  }
})()
