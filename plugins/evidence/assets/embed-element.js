/* <needle-page src="…/fragment/….html">: puts the text of a page into another page, in the fonts of that page. What stands inside the element is shown where the text cannot be had. */
const home = new URL(import.meta.url).origin
const look = new CSSStyleSheet()
look.replaceSync("a { color: inherit }")

customElements.define("needle-page", class extends HTMLElement {
  async connectedCallback() {
    if (this.shadowRoot) return
    const src = new URL(this.getAttribute("src"), document.baseURI)
    if (src.origin !== home) return
    try {
      const answer = await fetch(src, { credentials: "omit", referrerPolicy: "no-referrer" })
      if (!answer.ok) return
      const { body } = new DOMParser().parseFromString(await answer.text(), "text/html")
      for (const link of body.querySelectorAll("a[href]:not([href^='#'])")) {
        link.href = new URL(link.getAttribute("href"), src)
        link.target = "_blank"
      }
      const root = this.attachShadow({ mode: "open" })
      root.adoptedStyleSheets = [look]
      root.append(...body.childNodes)
      // An address cannot lead to a place in here.
      root.addEventListener("click", event => {
        const place = root.getElementById(event.target.closest("a[href^='#']")?.hash.slice(1))
        if (!place) return
        event.preventDefault()
        place.tabIndex = -1
        place.focus()
      })
    } catch (_) { /* the link inside the element stays */ }
  }
})
