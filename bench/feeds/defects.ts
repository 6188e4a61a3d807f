/** Where the entries of a document stand in its text, with their tags. */
export type Place = { readonly start: number; readonly end: number }

/** A document with one defect, and the entries that it was put into: none where it stands outside all of them. */
export type Spoilt = { readonly text: string; readonly lost: (index: number) => boolean }

/** From 0 to 1, the same ones in the same order. */
export type Random = () => number

export type Defect = { readonly name: string; readonly spoil: (text: string, places: readonly Place[], random: Random) => Spoilt | null }

/** Mulberry32: enough to spread defects over entries, and the same in every run. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The entries of a document as they stand in it; its bytes are read as Latin-1, so that every byte is one character. */
export function placesOf(text: string): readonly Place[] {
  const places: Place[] = []
  for (const match of text.matchAll(/<((?:[\w-]+:)?(?:item|entry))(?:\s[^>]*)?>/g)) {
    const close = `</${match[1]}>`
    const end = text.indexOf(close, match.index)
    if (end >= 0) places.push({ start: match.index, end: end + close.length })
  }
  return places
}

const pick = <Thing>(list: readonly Thing[], random: Random): Thing | undefined => list[Math.floor(random() * list.length)]

/** Changes one entry by a replacement; null where no entry has what it changes. */
function inOne(text: string, places: readonly Place[], random: Random, change: (entry: string) => string | null): Spoilt | null {
  const order = places.map((place, index) => ({ place, index, key: random() })).toSorted((a, b) => a.key - b.key)
  for (const { place, index } of order) {
    const entry = text.slice(place.start, place.end)
    const changed = change(entry)
    if (changed === null || changed === entry) continue
    return { text: text.slice(0, place.start) + changed + text.slice(place.end), lost: (other) => other === index }
  }
  return null
}

/** Puts something at the start of an entry's title. */
const inTitle = (what: string) => (text: string, places: readonly Place[], random: Random) =>
  inOne(text, places, random, (entry) => entry.replace(/<title(?:\s[^>]*)?>/, (tag) => `${tag}${what}`))

const around = (before: string, after: string) => (text: string) => ({ text: before + text + after, lost: () => false })

const NOTICE = '<br />\n<b>Notice</b>:  Undefined index: lang in <b>/srv/www/feed.php</b> on line <b>12</b><br />\n'

function cutOff(text: string, places: readonly Place[], random: Random): Spoilt {
  const cut = Math.floor(text.length * (0.3 + 0.6 * random()))
  return { text: text.slice(0, cut), lost: (index) => (places[index]?.end ?? 0) > cut }
}

const withoutAnEndTag = (text: string, places: readonly Place[], random: Random) =>
  inOne(text, places, random, (entry) => {
    const found = [...entry.matchAll(/<\/(?:title|link|guid|id|description|summary|content|pubDate|published|updated|category|dc:\w+)>/g)]
    const end = pick(found, random)
    return end === undefined ? null : entry.slice(0, end.index) + entry.slice(end.index + end[0].length)
  })

const badDate = (text: string, places: readonly Place[], random: Random) =>
  inOne(text, places, random, (entry) =>
    entry.replace(/<(pubDate|published|updated|dc:date)>[^<]*/g, (_, name: string) => `<${name}>the 45th of Nonember, 99:99`),
  )

/** One defect a time, of the kinds that good feeds have on a bad day. */
export const DEFECTS: readonly Defect[] = [
  { name: 'truncated at 30–90 %', spoil: cutOff },
  { name: 'a bare & in a title', spoil: inTitle('Q & A: ') },
  { name: 'a missing end tag', spoil: withoutAnEndTag },
  { name: 'a missing end of an item', spoil: (...of) => inOne(...of, (entry) => entry.replace(/<\/[\w:-]+>$/, '')) },
  { name: 'a bad date', spoil: badDate },
  { name: 'a notice before the prolog', spoil: around(NOTICE, '') },
  { name: 'control characters', spoil: inTitle('\u0001\u0008\u000b\u001f') },
  { name: 'HTML entities', spoil: inTitle('&nbsp;&eacute;&mdash;&hellip;') },
  { name: 'junk after the end', spoil: around('', '\n<!-- cached page --><script>track("x" < 1 && y)</script>\n<p>&copy') },
  { name: 'an invalid byte', spoil: inTitle('\u00ff') },
]
