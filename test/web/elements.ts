import { Parser } from 'htmlparser2'

export type Element = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly text: string }

/** Every element of a page with the words inside it, in the order they open. */
export function elementsOf(page: string): readonly Element[] {
  const all: { name: string; attributes: Record<string, string>; text: string }[] = []
  const open: (typeof all)[number][] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, text: '' }
      all.push(element)
      open.push(element)
    },
    ontext(text) {
      for (const element of open) element.text += text
    },
    onclosetag() {
      open.pop()
    },
  })
  parser.end(page)
  return all.map((element) => ({ ...element, text: element.text.replace(/\s+/g, ' ').trim() }))
}

export const named = (page: string, name: string): readonly Element[] => elementsOf(page).filter((element) => element.name === name)

export const classed = (page: string, name: string): readonly Element[] =>
  elementsOf(page).filter((element) => element.attributes.class?.split(' ').includes(name) === true)
