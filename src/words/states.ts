import { COUNTRIES, countryName } from '../domain/country.ts'
import type { Locale } from '../domain/locale.ts'

/** The ISO 3166-1 alpha-2 codes that are not the first two letters of alpha-3, each behind its alpha-3 code. */
const UNLIKE =
  'ABWAW AGOAO ALAAX ANDAD AREAE ARMAM ATAAQ ATFTF ATGAG AUTAT BDIBI BENBJ BESBQ BGDBD BHSBS BIHBA BLRBY BLZBZ BRBBB BRNBN CAFCF CHLCL ' +
  'CHNCN CODCD COGCG COKCK COMKM CPVCV CUWCW CYMKY DNKDK ESHEH ESTEE FLKFK FROFO FSMFM GINGN GLPGP GNBGW GNQGQ GRDGD GRLGL GUFGF GUYGY ' +
  'IRLIE IRQIQ ISRIL JAMJM KAZKZ KORKR LBRLR LBYLY MACMO MAFMF MDGMG MDVMV MEXMX MLTMT MNEME MNPMP MOZMZ MTQMQ MYTYT NIUNU PAKPK PCNPN ' +
  'PLWPW PNGPG POLPL PRKKP PRTPT PRYPY PYFPF SENSN SGSGS SLBSB SLVSV SPMPM SRBRS SURSR SVKSK SVNSI SWESE SWZSZ SYCSC TCDTD TKMTM TUNTN ' +
  'TURTR TUVTV UKRUA URYUY WLFWF'

const ALPHA_2: ReadonlyMap<string, string> = new Map(UNLIKE.split(' ').map((entry) => [entry.slice(0, 3), entry.slice(3)]))

/** Names that newsrooms write otherwise than Unicode's list of regions has them, and PLOVER's two codes. */
const OWN: Readonly<Record<Exclude<Locale, 'en'>, Readonly<Record<string, string>>>> = {
  ko: {
    AUS: '호주',
    ZAF: '남아프리카공화국',
    COD: '콩고민주공화국',
    COG: '콩고공화국',
    BIH: '보스니아',
    VAT: '바티칸',
    UNO: '유엔',
    IGO: '국제기구',
  },
  ja: {
    USA: '米国',
    MMR: 'ミャンマー',
    COD: 'コンゴ民主共和国',
    COG: 'コンゴ共和国',
    BIH: 'ボスニア',
    VAT: 'バチカン',
    UNO: '国連',
    IGO: '国際機関',
  },
  ru: {
    KOR: 'Южная Корея',
    GBR: 'Великобритания',
    MMR: 'Мьянма',
    BLR: 'Белоруссия',
    MDA: 'Молдавия',
    KGZ: 'Киргизия',
    TKM: 'Туркмения',
    ZAF: 'ЮАР',
    COD: 'ДР Конго',
    COG: 'Республика Конго',
    FSM: 'Микронезия',
    UNO: 'ООН',
    IGO: 'международные организации',
  },
  'zh-Hans': { ARE: '阿联酋', SAU: '沙特', IDN: '印尼', BIH: '波黑', UNO: '联合国', IGO: '国际组织' },
  'zh-Hant': { ARE: '阿聯', COD: '剛果民主共和國', COG: '剛果共和國', BIH: '波赫', UNO: '聯合國', IGO: '國際組織' },
}

const KNOWN: ReadonlySet<string> = new Set(COUNTRIES)

const regions = new Map<Locale, Intl.DisplayNames>()
const tongues = new Map<Locale, Intl.DisplayNames>()

/** Made when first asked for: it takes a moment. */
function namesOf(made: Map<Locale, Intl.DisplayNames>, locale: Locale, type: 'region' | 'language'): Intl.DisplayNames {
  const known = made.get(locale) ?? new Intl.DisplayNames(locale, { type, style: 'short' })
  made.set(locale, known)
  return known
}

/** A state's short name in a language, by its ISO 3166 alpha-3 code (or PLOVER's UNO, IGO); the code itself where it is unknown. */
export function stateName(code: string, locale: Locale): string {
  if (locale === 'en' || !KNOWN.has(code)) return countryName(code)
  return OWN[locale][code] ?? namesOf(regions, locale, 'region').of(ALPHA_2.get(code) ?? code.slice(0, 2)) ?? code
}

/** A language's name in a language, by its ISO 639-1 code: `한국어` for `ko`; the code itself where it is none. */
export function tongueName(code: string, locale: Locale): string {
  try {
    return namesOf(tongues, locale, 'language').of(code) ?? code
  } catch {
    return code
  }
}

/** Whether an office is told without its state: of a body of states, and, where newsrooms do so, of their own. */
export const needsNoState = (country: string, own?: string): boolean => country === 'UNO' || country === 'IGO' || country === own

/** The state of a source, short as its line is: in English by its code, else by its name. */
export const sourceState = (code: string, locale: Locale): string => (locale === 'en' ? code : stateName(code, locale))
