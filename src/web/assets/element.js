export const byId = (id) => document.getElementById(id)

/** Markup from this site's own server, already escaped there, as an element. */
export const element = (markup) => {
  const template = document.createElement('template')
  template.innerHTML = markup.trim()
  return template.content.firstElementChild
}

/** The page's own words, which it brings with it; `{name}` in them stands for a value. */
export const said = (name, values = {}) => (byId('announce').dataset[name] ?? '').replace(/\{(\w+)\}/g, (_, value) => values[value] ?? '')

/** An address of this site, asked in the language of the page. */
export const inLanguage = (address) => `${address}${address.includes('?') ? '&' : '?'}lang=${document.documentElement.lang}`
