export const byId = (id) => document.getElementById(id)

/** Markup from this site's own server, already escaped there, as an element. */
export const element = (markup) => {
  const template = document.createElement('template')
  template.innerHTML = markup.trim()
  return template.content.firstElementChild
}
