/** What publishers put at a summary's end to draw readers to the page. */
const TAIL_WORDS =
  'read (?:more|the full (?:story|article)|full (?:story|article))|continue reading|full story|click here to read more|more details|' +
  '기사 ?(?:전문 ?)?(?:더 ?)?보기|더 ?보기|전문 ?보기|続きを読む|全文を読む|もっと見る|Читать (?:далее|полностью)|Подробнее|阅读(?:全文|更多)|閱讀全文|查看全文|继续阅读'

const TAIL = new RegExp(`\\s?(?:\\[?(?:…|\\.\\.\\.)\\]?)?\\s?\\[?(?:${TAIL_WORDS})\\s?(?:»|>>|→|›|\\.\\.\\.|…|\\.)?\\]?$`, 'iu')

/** WordPress's closing line: `The post TITLE appeared first on SITE.` */
const APPEARED = / ?The post .{1,400} (?:first appeared|appeared first) on .{1,200}\.?$/u

/** The longest stretch at a text's end that a tail may take. */
const TAIL_WINDOW = 700

/** Takes "read more" and its like off the end of a summary. Looks at the last characters only, so its cost is bounded. */
export function withoutTail(text: string): string {
  const cut = Math.max(0, text.length - TAIL_WINDOW)
  const end = text.slice(cut).replace(APPEARED, '').replace(TAIL, '')
  return (text.slice(0, cut) + end).trim()
}
