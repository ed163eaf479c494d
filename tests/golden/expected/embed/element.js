const home=new URL(import.meta.url).origin
customElements.define("needle-page",class extends HTMLElement{async connectedCallback(){if(this.shadowRoot)return
const src=new URL(this.getAttribute("src"),document.baseURI)
if(src.origin!==home)return
try{const answer=await fetch(src,{credentials:"omit",referrerPolicy:"no-referrer"})
if(!answer.ok)return
const{body}=new DOMParser().parseFromString(await answer.text(),"text/html")
for(const link of body.querySelectorAll("a[href]:not([href^='#'])"))
link.href=new URL(link.getAttribute("href"),src)
this.attachShadow({mode:"open"}).append(...body.childNodes)}catch(_){}}})
