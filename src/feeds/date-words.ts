/** Month names by their first letters in the languages that feeds use, lower case, to 1–12. */
const MONTH_STEMS: readonly (readonly [number, readonly string[]])[] = [
  [1, ['jan', 'янв', 'ene', 'gen', 'ιαν']],
  [2, ['feb', 'фев', 'fév', 'fev', 'φεβ', 'φεύ']],
  [3, ['mar', 'мар', 'mär', 'mrz', 'már', 'μαρ', 'μάρ', 'μαώ']],
  [4, ['apr', 'апр', 'avr', 'abr', 'ápr', 'απρ']],
  [5, ['may', 'май', 'мая', 'mai', 'maj', 'máj', 'mag', 'μαϊ', 'μαι', 'μάι']],
  [6, ['jun', 'июн', 'giu', 'jún', 'ιου', 'ιον', 'juin']],
  [7, ['jul', 'июл', 'lug', 'júl', 'ιολ', 'juil']],
  [8, ['aug', 'авг', 'aoû', 'ago', 'αυγ', 'αύγ']],
  [9, ['sep', 'сен', 'set', 'sze', 'σεπ']],
  [10, ['oct', 'окт', 'okt', 'ott', 'out', 'οκτ', 'oκτ']],
  [11, ['nov', 'ноя', 'νοέ', 'νοε']],
  [12, ['dec', 'дек', 'déc', 'dez', 'dic', 'δεκ']],
]

const STEMS: ReadonlyMap<string, number> = new Map(
  MONTH_STEMS.flatMap(([month, stems]) => stems.map((stem): [string, number] => [stem, month])),
)

/** The month a word names, 1–12; undefined for other words. Three letters tell, four for French June and July. */
export function monthOf(word: string): number | undefined {
  const lower = word.toLowerCase()
  return STEMS.get(lower.slice(0, 4)) ?? STEMS.get(lower.slice(0, 3))
}

/** Minutes east of UTC of zone abbreviations seen in feeds. One that means several zones has the one feeds mean (IST: India; CST, EST: America). */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  met: 60,
  cest: 120,
  mest: 120,
  eet: 120,
  sast: 120,
  eest: 180,
  msk: 180,
  мск: 180,
  msd: 240,
  ist: 330,
  ict: 420,
  wib: 420,
  hkt: 480,
  sgt: 480,
  pht: 480,
  awst: 480,
  kst: 540,
  jst: 540,
  pyt: 540,
  vlat: 600,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  ast: -240,
  adt: -180,
  est: -300,
  edt: -240,
  et: -300,
  cst: -360,
  cdt: -300,
  ct: -360,
  mst: -420,
  mdt: -360,
  mt: -420,
  pst: -480,
  pdt: -420,
  pt: -480,
  akst: -540,
  akdt: -480,
  hst: -600,
}

export const zoneMinutes = (word: string): number | undefined =>
  Object.hasOwn(ZONES, word.toLowerCase()) ? ZONES[word.toLowerCase()] : undefined

const MORNING: ReadonlySet<string> = new Set(['am', 'a.m.', 'a.m', '오전', '午前', '上午', 'πμ', 'de.'])
const AFTERNOON: ReadonlySet<string> = new Set(['pm', 'p.m.', 'p.m', '오후', '午後', '下午', 'μμ', 'du.'])

export const halfOfDay = (word: string): 'am' | 'pm' | undefined =>
  MORNING.has(word.toLowerCase()) ? 'am' : AFTERNOON.has(word.toLowerCase()) ? 'pm' : undefined
