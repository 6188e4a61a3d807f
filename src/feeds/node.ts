import { type DtdEntities, decodeEntities } from './entities.ts'
import type { ElementName, Scope } from './namespaces.ts'

/** An element of a feed document, its name lower case under its canonical prefix. */
export type Node = {
  readonly name: string
  /** Its name as written, lower case: tells RSS's own elements from borrowed ones. */
  readonly raw: string
  /** Lower-case names as written; no prototype, so a hostile name is only a name. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
  readonly parent: Node | null
  /** Text of its own; of a text field everything inside, as HTML where `markup` says so. */
  readonly text: string
  readonly markup: boolean
  /** True where its own end tag was read, false where it was closed for it. */
  readonly ended: boolean
}

export const isEntry = (node: Pick<Node, 'name'>): boolean => node.name === 'item' || node.name === 'entry'

/** What all elements of a document are read from. */
export type Source = { readonly text: string; readonly own: DtdEntities }

const NO_CHILDREN: readonly Open[] = []
/** Attributes by name, without a prototype's names among them, and quicker to make than an object without a prototype. */
class Attributes {}
Object.setPrototypeOf(Attributes.prototype, null)
Reflect.deleteProperty(Attributes.prototype, 'constructor')

const NO_ATTRIBUTES = Object.freeze(new Attributes()) as Readonly<Record<string, string>>

/** The attributes at these places; of one that is given twice the first counts. */
export function readAttributes({ text, own }: Source, places: readonly number[]): Readonly<Record<string, string>> {
  if (places.length === 0) return NO_ATTRIBUTES
  const attributes = new Attributes() as Record<string, string>
  for (let i = 0; i < places.length; i += 4) {
    const name = text.slice(places[i], places[i + 1]).toLowerCase()
    if (!(name in attributes)) attributes[name] = decodeEntities(text.slice(places[i + 2], places[i + 3]), own)
  }
  return attributes
}

/** An element while the document is read. Most are never asked for children or attributes: they are made where there are some, or when they are asked for. */
export class Open implements Node {
  readonly name: string
  readonly raw: string
  readonly spelled: string
  readonly scope: Scope
  readonly parent: Open | null
  children = NO_CHILDREN
  text = ''
  markup = false
  ended = false
  readonly #source: Source
  readonly #places: readonly number[]
  #attributes: Readonly<Record<string, string>> | null = null

  constructor({ name, raw, spelled }: ElementName, scope: Scope, parent: Open | null, source: Source, places: readonly number[]) {
    this.name = name
    this.raw = raw
    this.spelled = spelled
    this.scope = scope
    this.parent = parent
    this.#source = source
    this.#places = places
  }

  get attributes(): Readonly<Record<string, string>> {
    this.#attributes ??= readAttributes(this.#source, this.#places)
    return this.#attributes
  }

  add(child: Open): void {
    if (this.children === NO_CHILDREN) this.children = [child]
    else (this.children as Open[]).push(child)
  }
}

/** An RDF subject: `rdf:about` under whatever prefix. */
export const aboutOf = ({ attributes }: Node): string =>
  attributes['rdf:about'] ?? attributes[Object.keys(attributes).find((name) => name.endsWith(':about')) ?? ''] ?? ''
