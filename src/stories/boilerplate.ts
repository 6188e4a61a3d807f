/** What stands in feeds around a text and is no part of it: bylines, datelines, adverts, photo credits, calls to read on. */
const LINE_NOISE: readonly RegExp[] = [
  /^(?:written by|published (?:on|at)|updated (?:on|at)|follow us|also read|read also|read more|see also|related|share this|subscribe|sign up|advertis\p{L}*|photo|photos|image|file photo|credit|source|tags?|topics?|watch|listen|comments?)\b\s*:?.{0,60}$/iu,
  /^[Bb]y\s+[\p{Lu}][\p{L}.'’-]+(?:\s+(?:and\s+)?[\p{Lu}][\p{L}.'’-]+){0,5}(?:,.{0,60})?$/u,
  /^(?:for )?(?:feedback|contact)\b.*$/iu,
  /^[\w.+-]+@[\w-]+\.[\w.-]+$/u,
  /^(?:©|\(c\)|copyright|ⓒ|저작권자|무단\s?전재).*$/iu,
  /^(?:читайте также|подписывайтесь|фото|источник|реклама|автор)\b\s*:?.{0,80}$/iu,
  /^(?:関連記事|続きを読む|写真|画像|広告|相关阅读|延伸阅读|責任編輯|编辑|記者|관련기사|사진|기자)\s*[:：=|].{0,80}$/u,
]

const INLINE_NOISE: readonly RegExp[] = [
  /\s*(?:continue reading|read more|read (?:the )?(?:full|whole|original|entire) (?:story|article|report|text)(?: (?:at|on|in) [\w. ]{2,30})?|click here|learn more|full story)\s*(?:\.{3}|…|»|>|→)?\s*$/giu,
  /\s*(?:читать далее|подробнее|читать полностью)\s*(?:\.{3}|…|»|→)?\s*$/giu,
  /\s*(?:続きを読む|もっと見る|查看更多|阅读全文|閱讀全文|더\s?보기|기사\s?더보기)\s*(?:…|»|>)?\s*$/gu,
  /\s*the post .{3,200} (?:first )?appeared (?:first )?on .{2,80}$/giu,
  /\s*-0-\s*$/gu,
  /\s*\[(?:…|\.{3}|&hellip;|\+\d+ chars)\]\s*$/gu,
  /\s*\((?:file )?(?:photo|image)[^)]{0,80}\)/giu,
  /\s*(?:무단\s?전재\s?(?:및|-)?\s?재배포\s?금지).*$/gu,
  /\s*[\w.+-]+@[\w-]+\.[a-z]{2,}\s*$/giu,
]

const PLACE = "[\\p{Lu}][\\p{L}.'’-]+(?: [\\p{Lu}][\\p{L}.'’-]+){0,2}"
const DAY = '(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.? \\d{1,2}(?:, \\d{4})?'

/** How a wire opens a text, before its first sentence. */
const DATELINES: readonly RegExp[] = [
  new RegExp(`^(?:${PLACE},? )?(?:${DAY} )?\\((?:[\\p{Lu}][\\p{L}/ .&-]{1,40})\\)\\s*(?:[-–—:]+\\s*)?`, 'u'),
  new RegExp(`^[\\p{Lu}][\\p{Lu} .'’-]{2,40}(?:, ${PLACE})?(?:, ${DAY})?\\s*(?:\\([^)]{1,40}\\)\\s*)?(?:--|\\s[-–—])\\s*`, 'u'),
  new RegExp(`^${PLACE}, ${DAY}\\s*(?:\\([^)]{1,40}\\)\\s*)?(?:--|\\s[-–—:])\\s*`, 'u'),
  /^[\p{Lu}][\p{L} -]{1,30},\s\d{1,2}\s[а-яё]{3,9}\.?\s*(?:[-–—.,]{1,2}\s*)(?:[\p{Lu}][\p{L} ]{1,20}[.,]\s+)?(?:\/[^/]{2,30}\/\.?\s*)?/u,
  /^[[(【〔（]\s*[^\])】〕）]{1,40}[\])】〕）]\s*(?:[가-힣]{2,4}(?:·[가-힣]{2,4})*\s?(?:특파원|기자|통신원)\s*=?\s*)?/u,
  /^(?:[가-힣]{2,4}[·\s]){0,3}[가-힣]{2,4}\s?(?:특파원|기자|통신원)\s*=\s*/u,
  /^[▲△▶■□◆●○※◇▼•]+\s*/u,
  /^\p{Script=Han}{2,8}(?:消息|讯|電|电)\s?[:：)）]?\s*(?:[（(][^）)]{1,20}[）)])?\s?[:：]?\s*/u,
]

const PREFIXES =
  /^(?:(?:live(?: updates?| now| blog)?|update ?\d*|updated|breaking(?: news)?|exclusive|video|watch|photos?|analysis|opinion|firstft|\d+(?:st|nd|rd|th) (?:ld|lead)|\((?:lead|ld|urgent)[^)]*\)|\[(?:속보|단독|종합|사진|영상|live)[^\]]*\]|【(?:速報|独自|動画|更新)[^】]*】|срочно|молния|видео|快讯|快訊|速报|速報)\s*[:|!–—-]?\s*)+/iu
const SUFFIXES = /(?:\s*[([（](?:LEAD|LD|URGENT|\d+(?:st|nd|rd|th) LD|종합\d*보?|2보|3보|상보|속보|video|photos?|update \d+)[)\]）])+$/iu

/**
 * A headline without what is not part of it: `LIVE:`, `(LEAD)`, ` - Outlet`. `outlet` is cut only at the end and only
 * after a dash or bar; another tail is cut where it looks like a publisher's name (few words, no verb of its own, after the last dash).
 */
export function cleanTitle(title: string, outlet = ''): string {
  let clean = title.replace(/\s+/gu, ' ').trim()
  if (outlet !== '') clean = clean.replace(new RegExp(`\\s*[-–—|·•]+\\s*${RegExp.escape(outlet)}\\s*$`, 'iu'), '')
  clean = clean.replace(
    /\s+[-–—|]\s+(?:[\p{Lu}][\p{L}.&'’]*(?:\s+(?:of|and|the|&|[\p{Lu}\d][\p{L}\d.&'’]*)){0,4}|[\w-]+\.(?:com|org|net|ru|jp|kr|cn|ua)(?:\.\w+)?)$/u,
    '',
  )
  clean = clean.replace(SUFFIXES, '').replace(PREFIXES, '').trim()
  return clean === '' ? title.trim() : clean
}

const cutInline = (text: string): string =>
  INLINE_NOISE.reduce((rest, noise) => rest.replace(noise, ''), text)
    .replace(/(?<!\.)\.\.(?!\.)/gu, '.')
    .trim()

/** What a site sets between its standfirst and its text; feeds run the three together. */
const SIGNPOST =
  /\s(?:See all our [^.\n]{3,60} coverage|[\p{Lu}][\p{L}-]+ war at a glance(?:: [^.\n]{3,60})?|Get our (?:breaking news|morning|daily)[^.\n]{3,90}podcast)(?=\s)/gu

/** A text's own paragraphs, in order: no bylines, datelines, calls to read on, credits. */
export function paragraphs(text: string): readonly string[] {
  const lines = text
    .replace(SIGNPOST, '\n')
    .split(/\n+/u)
    .map((line) =>
      line
        // What is left of markup that was cut in the middle.
        .replace(/<\/?[a-z][^<>]*(?:>|$)/giu, ' ')
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .filter((line) => line !== '' && !LINE_NOISE.some((noise) => noise.test(line)))
    .map(cutInline)
    .filter((line) => line !== '')
  return lines
    .map((line, index) => (index < 2 ? DATELINES.reduce((rest, dateline) => rest.replace(dateline, ''), line) : line))
    .filter((line) => line !== '')
}
