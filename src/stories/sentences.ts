/** Endings after which `Intl.Segmenter` breaks although the sentence goes on. */
const ABBREVIATION =
  /(?:^|[\s("“«])(?:mr|mrs|ms|dr|prof|gen|lt|col|maj|capt|cmdr|adm|sgt|sen|rep|gov|amb|pres|hon|rev|st|no|vs|etc|jr|sr|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|co|inc|ltd|corp|dept|u\.s|u\.n|u\.k|d\.c|a\.m|p\.m|i\.e|e\.g|ph\.d|им|г|гг|ст|ул|стр|тыс|млн|млрд|тис|т\.е|т\.д|св|р|н|[\p{Lu}])\.$/iu
/** Those that may well end a sentence: the next word decides. */
const MAY_END = /(?:u\.s|u\.n|u\.k|d\.c|a\.m|p\.m|etc|inc|corp|co|ltd|jr|sr|г|гг|млн|млрд|тыс|тис)\.$/iu
const STARTER =
  /^(?:["“«(]?)(?:The|A|An|In|On|At|It|He|She|They|We|But|And|This|That|These|Those|After|Before|However|Meanwhile|Its|His|Her|Their|Earlier|Later|Both|Since|When|While|As|For|From|Under|В|На|По|Но|И|Он|Она|Они|Это|Также|При|После)\b/u

const OPEN = '「『（(“«【'
const CLOSE = '」』）)”»】'

function depth(text: string): number {
  let open = 0
  for (const character of text) {
    if (OPEN.includes(character)) open += 1
    else if (CLOSE.includes(character)) open = Math.max(0, open - 1)
  }
  return open + (text.split('"').length % 2 === 0 ? 1 : 0)
}

/** True where two segments belong to one sentence. */
function continues(before: string, after: string): boolean {
  const head = before.trimEnd()
  if (depth(head) > 0 && head.length < 500 && [...CLOSE, '"'].some((close) => after.includes(close))) return true
  if (/^[\p{Ll}\d%,;:)\]]/u.test(after) && !/[。！？!?]$/u.test(head)) return true
  if (!ABBREVIATION.test(head)) return false
  return !MAY_END.test(head) || !STARTER.test(after)
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known !== undefined) return known
  const made = new Intl.Segmenter(language, { granularity: 'sentence' })
  segmenters.set(language, made)
  return made
}

/** The sentences of one paragraph, in order. `Mr.`, `Nov.`, `U.S.`, initials and open quotation marks do not end one. */
export function sentencesOf(paragraph: string, language: string): readonly string[] {
  const found: string[] = []
  for (const { segment } of segmenterFor(language).segment(paragraph)) {
    const last = found.at(-1)
    if (last !== undefined && continues(last, segment.trimStart())) found[found.length - 1] = last + segment
    else found.push(segment)
  }
  return found.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}
