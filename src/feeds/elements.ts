/** Elements whose inside is text for people, markup included. */
export const TEXT_FIELDS: ReadonlySet<string> = new Set(
  'title subtitle tagline summary description content content:encoded abstract rights copyright info dc:title dc:description media:title media:description itunes:summary itunes:subtitle xhtml:body body fullitem'.split(
    ' ',
  ),
)

/** Text fields in an entry, a page's frame elsewhere. */
export const PAGE_BODIES: ReadonlySet<string> = new Set(['body', 'xhtml:body'])

/** Elements that hold one plain value: a start tag of an item's field inside one means that its end tag is missing. */
export const LEAVES: ReadonlySet<string> = new Set(
  'link guid id pubdate published updated issued modified created dc:date dcterms:created dcterms:modified dcterms:issued dc:creator dc:subject dc:language language category comments ttl lastbuilddate generator'.split(
    ' ',
  ),
)

export const FIELDS: ReadonlySet<string> = new Set([...TEXT_FIELDS, ...LEAVES, 'enclosure', 'author', 'source', 'item', 'entry'])
