import { CATEGORIES, type Category } from '../../domain/event.ts'
import { CUES } from '../../knowledge/cues.ts'
import type { ThemeHit, Trigger } from '../../knowledge/gazetteer.ts'
import type { Folded } from '../../knowledge/normalise.ts'
import type { Segment } from '../reading.ts'
import { has } from '../view.ts'
import type { Themes } from '../words.ts'
import type { Clause } from './clauses.ts'
import { isVerbLast, type Script, slice } from './marks.ts'

/** An act as found: what it is, the words that say so, and whether its verb is in the passive voice. */
export type Act = {
  readonly trigger: Trigger
  readonly hit: ThemeHit
  readonly clause: Clause
  readonly passive: boolean
  /** Only named beside the act that the clause tells: "agreed at their summit". */
  readonly beside: boolean
  /** Sent to somebody, who does not send: workers, students. */
  readonly sent: boolean
  /** Told less surely or less centrally than the other acts of its sentence. */
  readonly late: boolean
}

/** Deeds that happened whatever else the clause tells of them: one agrees, accuses or hails at a meeting. */
const BESIDE: ReadonlySet<Category> = new Set(['CONSULT'])
/** Deeds by words: what they speak of is their object, no act of its own. */
const VERBAL: ReadonlySet<Category> = new Set(['ACCUSE', 'THREATEN', 'REJECT', 'REQUEST', 'SUPPORT', 'AGREE', 'CONCEDE', 'SANCTION'])

const SPOKEN: ReadonlySet<Category> = new Set(['ACCUSE', 'REQUEST', 'THREATEN'])

/**
 * The acts a clause tells. The verb governs what stands behind it (in Korean and Japanese, before it): "condemns a launch" is no launch.
 * So the first deed is the act, in Korean and Japanese the last; meetings stand beside it.
 */
export function actsIn(clause: Clause, text: Folded, script: Script): readonly Act[] {
  const told = clause.deeds.filter((hit) => !isNegated(clause, hit, script) && !isShunned(hit, text))
  const named = told.filter((hit) => !isAttribute(hit, text))
  const strong = named.filter((hit) => !WEAK.test(slice(text, hit.start, hit.end)))
  const deeds = strong.length > 0 ? strong : named
  const head = headOf(deeds, clause, text, script)
  if (head === undefined) return []
  const act = (hit: ThemeHit, beside: boolean): Act => ({
    trigger: warned(bestOf(hit.triggers), hit, clause, text),
    hit,
    clause,
    passive: isPassive(hit, clause, text, script),
    beside,
    sent: false,
    late: beside && bestOf(head.triggers).category !== 'SUPPORT',
  })
  const main = lent(act(head, false), deeds)
  const others = deeds
    .filter((hit) => hit !== head && bestOf(hit.triggers).category !== main.trigger.category)
    .filter((hit) => BESIDE.has(bestOf(hit.triggers).category) && VERBAL.has(main.trigger.category))
  return [main, ...others.slice(0, 1).map((hit) => act(hit, true))]
}

/** A warning against a step threatens, one to do something asks for it; one that only tells of a danger accuses (codebook, ties). */
function warned(trigger: Trigger, hit: ThemeHit, clause: Clause, text: Folded): Trigger {
  if (trigger.category !== 'ACCUSE' || !/^warn/.test(slice(text, hit.start, hit.end))) return trigger
  const behind = slice(text, hit.end, clause.end)
  if (/ against /.test(behind)) return { ...trigger, category: 'THREATEN' }
  return /^ (?:[a-z]+ ){0,3}(?:not )?to ["']?[a-z]/.test(behind) ? { ...trigger, category: 'REQUEST' } : trigger
}

/** "Sends" says what it is by what is sent: workers make it an exchange, what has a subtype of its own gives it that. */
function lent(act: Act, deeds: readonly ThemeHit[]): Act {
  if (act.trigger.category !== 'AID' || act.trigger.subtype !== null) return act
  const things = deeds.filter((hit) => hit !== act.hit).map((hit) => bestOf(hit.triggers))
  const thing =
    things.find(({ category, subtype }) => category === 'AID' && subtype !== null) ??
    things.find(({ category }) => category === 'COOPERATE')
  return thing === undefined ? act : { ...act, trigger: thing, sent: true }
}

function headOf(deeds: readonly ThemeHit[], clause: Clause, text: Folded, script: Script): ThemeHit | undefined {
  const passive = deeds.find((hit) => isPassive(hit, clause, text, script))
  if (passive !== undefined) return passive
  const spoken = clause.runs.find((run) => run.mark === 'speaker')
  const told = spoken === undefined || isVerbLast(script) ? deeds : deeds.filter((hit) => hit.start >= spoken.end)
  const open = told.length > 0 ? told : deeds
  return isVerbLast(script) ? open.at(-1) : open[0]
}

/** Among the readings of one word: the one with a subtype, then the most material. */
export function bestOf(triggers: readonly Trigger[]): Trigger {
  const [best] = triggers.toSorted(
    (a, b) => Number(b.subtype !== null) - Number(a.subtype !== null) || CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category),
  )
  return best ?? { category: 'CONSULT', mode: null, subtype: null }
}

/** An envoy in the case of whom something is done to. */
const ENVOY = /(?:^|\s)(?:посла|посол)\s/
/** Endings by which the subject suffers the deed: 非難される, 비난받아. */
const UNDERGOES = /^(?:を?され|を受け|(?:을|를)? ?(?:당[하해했]|받))/
const SUFFERED: ReadonlySet<Category> = new Set(['ACCUSE', 'SANCTION', 'THREATEN'])

/** Done by whom follows "by", or precedes it in Chinese: 遭朝鲜谴责. */
function isPassive(hit: ThemeHit, { runs }: Clause, text: Folded, script: Script): boolean {
  const words = slice(text, hit.start, hit.end)
  if (
    script === 'latin' &&
    /ed$/.test(words) &&
    SPOKEN.has(bestOf(hit.triggers).category) &&
    /^ (?:to|of|for|by|over) /.test(slice(text, hit.end, hit.end + 6))
  )
    return true
  if (script === 'latin')
    return runs.some((run) => run.mark === 'agent' && run.start >= hit.end && run.start - hit.end < 24) && /ed$/.test(words)
  if (script === 'cyrillic') return /^осужд[её]н/.test(words) || (/^вызв/.test(words) && ENVOY.test(slice(text, hit.start - 48, hit.start)))
  if (isVerbLast(script)) return SUFFERED.has(bestOf(hit.triggers).category) && UNDERGOES.test(slice(text, hit.end, hit.end + 4))
  if (script === 'zh') return runs.some((run) => run.mark === 'agent' && run.end <= hit.start)
  return false
}

/** Words for sending forces that only say which forces are spoken of: 파병 부대, 派遣部队. */
const SENT = /^(?:파병|파견|참전|派兵|派遣|参战|参戦|作战|作戦)$/
const FORCES =
  /^ ?(?:된 |됐던 |했던 |됐다가 |された|された)?(?:군|부대|장병|군인|병사|용사|지휘관|유가족|유족|전사자|공병|部隊|部队|归来|归国|官兵|兵士|军人|軍人|士兵|工兵)/

const isAttribute = (hit: ThemeHit, text: Folded): boolean =>
  SENT.test(slice(text, hit.start, hit.end)) && FORCES.test(slice(text, hit.end, hit.end + 12))

/** Sanctions that somebody gets round or breaks are the matter, not the deed. */
const isShunned = (hit: ThemeHit, text: Folded): boolean =>
  bestOf(hit.triggers).category === 'SANCTION' &&
  (/^ ?(?:の監視|監視|专家小组|委员会|决议|监督|小组|감시|결의|이행|위원회|전문가|체제|監視|決議|履行|委員会|専門家|panel|monitor|watch|team|regime|resolution|evasion|busting|violat)/.test(
    slice(text, hit.end, hit.end + 10),
  ) ||
    /^(?:(?:決議)?(?:を|に|の)?(?:回避|逃れ|違反|かいくぐ)| ?(?:결의)?(?:를|을|에)? ?(?:위반|회피|우회|위배)|逃避|違反)/.test(
      slice(text, hit.end, hit.end + 12),
    ) ||
    /(?:evad\w+|dodg\w+|bypass\w*|skirt\w*|circumvent\w*|despite|violat\w+(?: of)?|breach\w*(?: of)?|违反|規避|规避|绕过|обход\S*|нарушени\S*|вопреки)(?: (?:un|u\.n\.|us|the|联合国|санкци\S*))* ?$/.test(
      slice(text, hit.start - 30, hit.start),
    ))

/** Nouns that name an occasion or a matter as often as a deed: any verb beside them says more. */
const WEAK =
  /^(?:sanctions?|制裁|제재|санкц\S*|(?:military )?parades?|열병식|阅兵|軍事パレード|军事パレード|パレード|парад\S*|attacked|agreement|pact|treaty|협정|条約|条约|조약|statement|声明|성명|訓練|训练|훈련)$/

/** How near a word of denial must stand to the deed it denies. */
const DENIAL = 14

function isNegated({ cues }: Clause, hit: ThemeHit, script: Script): boolean {
  return cues.some(({ cues: bits, start, end, triggers }) => {
    if ((bits & CUES.negation) === 0 || triggers.length > 0) return false
    const gap = isVerbLast(script) ? start - hit.end : hit.start - end
    return gap >= 0 && gap <= DENIAL
  })
}

/** Where no trigger stands, the everyday words of the themes say what kind of act it is. */
export function byTheme(clause: Clause, segment: Segment, themes: Themes): readonly Act[] {
  const order: readonly (readonly [bigint, Category])[] = [
    [themes.drill, segment.states.size > 1 ? 'COOPERATE' : 'MOBILIZE'],
    [themes.launch, 'MOBILIZE'],
    [themes.meeting, 'CONSULT'],
    [themes.condemn, 'ACCUSE'],
    [themes.hail, 'SUPPORT'],
    [themes.cooperate, 'SUPPORT'],
  ]
  for (const [theme, category] of order) {
    const hit = segment.words.find((word: ThemeHit) => has(word.themes, theme))
    if (hit !== undefined)
      return [{ trigger: { category, mode: null, subtype: null }, hit, clause, passive: false, beside: false, sent: false, late: true }]
  }
  return []
}
