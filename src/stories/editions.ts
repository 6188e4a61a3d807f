/** Ordinals as the five languages write them before or after the name of an exercise. */
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:first|1st)\b|첫\s?(?:번째)?|제?\s?1\s?(?:차|회)|初の|初めて|第[1一](?:回|次|届)|1回目|首次|перв(?:ы|ое|ая|ую|ого|ой)/iu, 1],
  [/\b(?:second|2nd)\b|두\s?번째|제?\s?2\s?(?:차|회)|第[2二](?:回|次|届)|2回目|втор(?:ы|ое|ая|ую|ого|ой)/iu, 2],
  [/\b(?:third|3rd)\b|세\s?번째|제?\s?3\s?(?:차|회)|第[3三](?:回|次|届)|3回目|трет(?:ьи|ье|ья|ью|ий|ьего)/iu, 3],
  [/\b(?:fourth|4th)\b|네\s?번째|제?\s?4\s?(?:차|회)|第[4四](?:回|次|届)|4回目|четв[её]рт/iu, 4],
  [/\b(?:fifth|5th)\b|다섯\s?번째|제?\s?5\s?(?:차|회)|第[5五](?:回|次|届)|5回目|пят(?:ы|ое|ая|ую|ого|ой)/iu, 5],
  [/\b(?:sixth|6th)\b|여섯\s?번째|제?\s?6\s?(?:차|회)|第[6六](?:回|次|届)|6回目|шест(?:ы|ое|ая|ую|ого|ой)/iu, 6],
]

/** How far from the name an ordinal may stand to count as its edition, in UTF-16 units. */
const REACH = 28

/**
 * Which edition of each named exercise a text says it is (`third Freedom Edge` → 3). Only the ordinal nearest to the name
 * counts; a text that says none gives none.
 */
export function editionsIn(
  text: string,
  mentions: readonly { readonly actorId: string; readonly text: string }[],
): ReadonlyMap<string, number> {
  const editions = new Map<string, number>()
  for (const mention of mentions) {
    const at = text.indexOf(mention.text)
    if (at < 0 || editions.has(mention.actorId)) continue
    const end = at + mention.text.length
    const before = text.slice(Math.max(0, at - REACH), at)
    const after = text.slice(end, end + REACH)
    const found = ORDINALS.filter(([pattern]) => pattern.test(before) || pattern.test(after))
    const [only] = found
    if (only !== undefined && found.length === 1) editions.set(mention.actorId, only[1])
  }
  return editions
}
