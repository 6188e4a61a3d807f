import type { Act } from '../domain/brief.ts'
import type { Category } from '../domain/event.ts'

// What a headline must say before it is told in English that its act was done. The coding is right more often than not, but a word
// for a bridge or a visit may stand in a headline about something else; here the deed itself has to be named. Korean, Japanese,
// Russian and Ukrainian, and Chinese, in both scripts.

const VISIT =
  /방문|방북|방러|방중|방한|방일|방미|답방|訪問|訪朝|訪露|訪ロ|訪韓|訪日|訪中|訪米|到着|到訪|访|訪|抵达|抵達|визит|посе[тщ]|прибы|прилет|приеха|приїха|відвіда|побыва/iu
const TALKS =
  /회담|(?<!인민)회의|회동|만나|만남|만났|접견|협의|면담|대화|통화|会談|会合|協議|会見|面会|会った|会晤|会谈|會談|會晤|会见|會見|磋商|(?<!人民)会议|(?<!人民)會議|переговор|встре[чт]|консультац|обсуд|зустр|беседова|саммит|정상회|首脳会|峰会/iu
const PHONE = /통화|전화|電話|电话|телефон|созвон/iu
const DRILL = /훈련|연습|演習|訓練|учен|маневр|манёвр|навчан|演练|演習|演习|军演|軍演|Freedom Edge|프리덤|フリーダム|自由边[缘刃]|自由邊/iu
const SENDS =
  /파병|파견|보내|보냈|보낸|투입|배치|派兵|派遣|派出|送り|送る|送っ|送ら|投入|派往|派驻|部署|增派|отправ|направ|переброс|прибыл|размещ|надісла|відправ/iu
const SUPPLIES =
  /보내|보냈|보낸|공급|제공|지원|수출|판매|반출|供給|提供|輸出|売却|搬出|供应|供應|运送|運送|出售|поста(?:в|ч)|передал|передан|отправ|продал|надав/iu
const ATTACKS = /공격|타격|습격|포격|폭격|교전|攻撃|襲撃|砲撃|空爆|атак|удар|обстрел|штурм|袭击|襲擊|打击|打擊|攻击|攻擊|轰炸|空袭/iu
const LAUNCHES = /발사|쏘|쐈|쏜|発射|打ち上げ|пуск|запусти|发射|發射|試射|试射/iu
const SANCTIONS =
  /(?:제재|制裁|санкц).{0,24}(?:부과|발표|단행|지정|추가|동참|発動|科す|科し|決定|発表|実施|ввел|ввели|введен|налож|вводит|объяв|实施|實施|宣布|施加)|(?:ввел|ввели|вводит|наложил|追加|新たな|对|對).{0,24}(?:санкц|制裁)/iu
const HACKS = /해킹|탈취|절취|훔[쳐친]|ハッキング|サイバー|盗|窃|хакер|кибер|похи[тщ]|黑客|駭客|网络攻击|網攻/iu
const WARNS = /경고|위협|警告|威嚇|けん制|牽制|предостер|предупре|пригроз|грозит|угро[зж]|попереди|威胁|威脅|보복|엄포|대가|좌시/iu
const CRITICISES =
  /비난|비판|규탄|견제|반발|항의|非難|批判|糾弾|反発|осуд|осужд|критик|обвин|возмут|谴责|譴責|指责|指責|批评|批評|抨击|抨擊|засуд|звинува/iu
const BACKS = /지지|支持|поддерж|підтрим/iu
const EXTENDS =
  /개통|운행|재개|관광|여객|열차|항공|직항|여행|運航|観光|列車|航空|直行|再開|開通|旅行|旅游|旅遊|开通|航班|列车|туриз|турист|рейс|поезд|паром|мост|авиа|сообщени/iu
const HANDS_OVER = /송환|인도|넘[겨긴]|이송|입국|한국행|送還|引き渡|移送|移交|遣返|送往|передал|передан|переда[её]т|обмен|депорт|доставил/iu

/** By subtype of `config/events.yaml`, where it has a form of its own. */
const BY_SUBTYPE: Readonly<Record<string, RegExp>> = {
  'trilateral-summit': TALKS,
  'bilateral-call-ab': PHONE,
  'rok-japan-shuttle': TALKS,
  'trilateral-exercise': DRILL,
  'rok-us-exercise': DRILL,
  'troop-deployment': SENDS,
  'arms-transfer': SUPPLIES,
  labour: SENDS,
  'missile-launch': LAUNCHES,
  sanctions: SANCTIONS,
  'cyber-theft': HACKS,
  'warning-against-trilateral': WARNS,
  'transport-tourism': EXTENDS,
  'pow-transfer': HANDS_OVER,
}

const BY_CATEGORY: Partial<Record<Category, RegExp>> = {
  ASSAULT: ATTACKS,
  SANCTION: SANCTIONS,
  THREATEN: WARNS,
  ACCUSE: CRITICISES,
  SUPPORT: BACKS,
}

function evidenceFor({ category, mode, subtype }: Act): RegExp | undefined {
  if (category === 'CONSULT' && mode === 'visit') return VISIT
  if (category === 'CONSULT' && mode === 'phone') return PHONE
  return BY_SUBTYPE[subtype ?? ''] ?? (category === 'CONSULT' ? TALKS : BY_CATEGORY[category])
}

/** Deeds of two or more together that a headline may name outright, whatever category they are coded as. */
export type NamedDeed = 'treaty-signed' | 'treaty-ratified' | 'treaty-in-force' | 'bridge-opened' | 'secretariat-set-up'

const TREATY = /조약|条約|條約|条约|договор(?!ённост|енност|ил|ят)/iu
const NAMED_DEEDS: readonly (readonly [NamedDeed, readonly RegExp[]])[] = [
  ['treaty-in-force', [TREATY, /발효|発効|生效|вступ\p{L}* в силу/iu]],
  ['treaty-ratified', [TREATY, /비준|批准|ратифи/iu]],
  ['treaty-signed', [TREATY, /서명(?!할)|체결(?!할)|署名|調印|签署|簽署|подписал|подписан/iu]],
  ['bridge-opened', [/다리|교량|대교|橋|桥|мост/iu, /개통|開通|通车|通車|开通|открыт|открыл/iu]],
  ['secretariat-set-up', [/사무국|事務局|秘书处|秘書處|секретариат/iu, /설치|설립|設置|設立|设立|設立|宣布|созда/iu]],
]

const JOINT: ReadonlySet<Category> = new Set(['AGREE', 'SUPPORT', 'COOPERATE', 'CONSULT'])

/** The joint deed that a headline names outright; null where it names none, or where the act is nothing that two do together. */
export function deedNamed(title: string, { category, actors, recipients }: Act): NamedDeed | null {
  const states = new Set([...actors, ...recipients]).size
  if (!JOINT.has(category) || states < 2) return null
  const named = NAMED_DEEDS.find(([, words]) => words.every((word) => word.test(title)))?.[0] ?? null
  return named === 'secretariat-set-up' && states < 3 ? null : named
}

/** Words by which somebody speaks against what another does: then what is named is not what is told. */
const AGAINST = new RegExp(
  `${CRITICISES.source}|${/우려|懸念|担忧|擔憂|обеспоко|반대|촉구|경계|反対|反对|反對|要求|требу|призыв|protest/iu.source}`,
  'iu',
)
const WORDS_AGAINST: ReadonlySet<Category> = new Set(['ACCUSE', 'THREATEN', 'REJECT', 'PROTEST', 'REQUEST'])

/** One after the other, or each by itself: several talks are no talks of all. */
const APART = /잇달아|잇따라|각각|차례로|相次|それぞれ|поочередно|по очереди|先后|先後|分别|分別|依次/iu

/** What is spoken of, proposed or hoped for has not taken place. */
const ONLY_SPOKEN_OF =
  /거론|제안|제의|추진|타진|희망|기대|불발|무산|결렬|취소|연기|提案|検討|打診|期待|中止|延期|предлож|обсужда|планир|отмен|提议|提議|拟|擬|希望|取消|推迟/iu

/** Verb forms by which a headline tells what has been done. */
const DONE =
  /しました|した[。、」]?$|(?:会談|会見|協議|訪問|署名|表明)し、|했다|했습니다|провёл|провел|состоял|прош[ёе]л|подписал|已[经經]?|举行了|舉行了/iu

const QUOTES = /[“"「『«]([^”"」』»]*)[”"」』»]/gu

/** Whether the words at a place of a title stand in somebody's mouth, and not all the title does. */
const isQuoted = (title: string, at: number): boolean =>
  [...title.matchAll(QUOTES)].some((quote) => quote.index > 1 && quote.index < at && at < quote.index + quote[0].length)

/**
 * Whether a headline in another language than English names the deed that its act is coded as, and does not speak against it. `at` is
 * where the words that it was coded by stand in it.
 */
export function namesTheDeed(title: string, act: Act, at: number): boolean {
  if (isQuoted(title, at) && act.standing !== 'alleged' && act.standing !== 'claimed') return false
  if (act.category === 'CONSULT' && ONLY_SPOKEN_OF.test(title)) return false
  if (act.standing === 'planned' && DONE.test(title)) return false
  if (!WORDS_AGAINST.has(act.category) && AGAINST.test(title)) return false
  if (act.category === 'CONSULT' && APART.test(title)) return false
  return deedNamed(title, act) !== null || (evidenceFor(act)?.test(title) ?? true)
}
