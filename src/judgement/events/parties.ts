import type { Category } from '../../domain/event.ts'
import type { Folded } from '../../knowledge/normalise.ts'
import type { Act } from './acts.ts'
import { likely, type Sides } from './counterparts.ts'
import { isVerbLast, type Script, slice } from './marks.ts'
import type { Run } from './runs.ts'

export type Parties = {
  readonly actors: readonly string[]
  readonly recipients: readonly string[]
  /** Who stands as subject: what further clauses are said of. */
  readonly subject?: readonly string[]
}

/** Deeds that all who are named as partners do together. */
const JOINT: ReadonlySet<Category> = new Set(['CONSULT', 'COOPERATE', 'AGREE'])

/** What is known of the sentence beside the clause. */
export type Around = {
  /** Who acted in the clause before, for clauses without a subject of their own. */
  readonly before: readonly string[]
  readonly speaker: Run | null
  readonly script: Script
  /** States of headline and lead. */
  readonly item: ReadonlySet<string>
  /** Whether the deed is an exercise: whom it is aimed at takes no part. */
  readonly drill: boolean
  readonly sides: Sides
}

/** Who acts and who receives, by the order of words, by particles and by prepositions. */
export function partiesOf(act: Act, text: Folded, around: Around): Parties {
  const runs = act.clause.runs.filter((run) => run.mark !== 'speaker')
  const subject = act.clause.goesOn ? undefined : subjectOf(act, runs, text, around)
  const others = runs.filter((run) => run !== subject)
  const joint = isJoint(act, text)
  const spoken = SPOKEN.has(act.trigger.category)
  const known =
    subject?.states ??
    (act.passive
      ? []
      : spoken
        ? (around.speaker?.states ?? around.before)
        : around.before.length > 0
          ? around.before
          : (around.speaker?.states ?? []))
  if (joint) return { ...jointly(known, act, others, around), subject: known }
  const recipients = receiversOf(act, others, around.script)
  const actors = known.length > 0 ? known : remaining(act, recipients, around)
  if (isTaken(act, text) && recipients.length > 0) return { actors: recipients, recipients: actors, subject: actors }
  return { actors, recipients: recipients.filter((state) => !actors.includes(state)), subject: actors }
}

/** Help that the subject gets, not gives: 공급받아, 供与を受け. */
const isTaken = ({ trigger, hit }: Act, text: Folded): boolean =>
  trigger.category === 'AID' && /^(?:(?:을|를)? ?받|を受け|を得|され)/.test(slice(text, hit.end, hit.end + 4))

/** Where the sentence names only whom it is done to, the other states of the item do it. */
function remaining({ passive, trigger, late }: Act, recipients: readonly string[], { item, sides }: Around): readonly string[] {
  if ((passive && !SPOKEN.has(trigger.category)) || late) return []
  const others = [...item].filter((state) => !recipients.includes(state))
  const rest = likely(trigger.category, recipients, others, sides)
  if (recipients.length === 0) return []
  return rest.length === 0 ? recipients : rest.length <= 3 ? rest : []
}

function isJoint({ trigger, hit, sent }: Act, text: Folded): boolean {
  if (sent) return false
  const words = slice(text, hit.start, hit.end)
  if (trigger.category === 'ASSAULT') return CLASH.test(words)
  if (trigger.category === 'SUPPORT') return TREATY.test(words)
  if (!JOINT.has(trigger.category)) return false
  return !(trigger.category !== 'COOPERATE' && isVisit(words, trigger.mode))
}

/** One fights with the other: both do it. */
const CLASH = /clash|battle|교전|전투|交戦|戦闘|交战|战斗|交火|激战|столкнов|бои|боях/

/** Steps on a treaty are taken by all its sides. */
const TREATY =
  /treat|sign|statement|force|서명|체결|조약|발효|공동성명|署名|条約|発効|調印|共同声明|签|条约|生效|联合声明|подпис|договор|вступил|совместн/

/** Words for going to see somebody: the visitor acts, the host receives. */
const VISIT =
  /visit|arriv|invit|travel|trip|returns home|delegation|brief|to send|send|방문|방러|방북|방한|방일|방미|도착|초청|대표단|파견|訪|到着|招待|派遣|代表団|посет|визит|прибы|приглас|пригла|делегац|отправ|направ|访|抵达|邀请|代表团|赴|派/

export const isVisit = (words: string, mode: string | null): boolean => mode === 'visit' || (mode === null && VISIT.test(words))

/** Deeds by words: whoever is named inside what is said does not say it. */
const SPOKEN: ReadonlySet<Category> = new Set(['ACCUSE', 'THREATEN', 'REQUEST', 'REJECT'])

/** Korean verb forms that describe the name behind them, which acts: 이시바 만난 李. */
const ADNOMINAL = /(?:만난|앉은|방문한|찾은|접견한|회담한|맞은|마친)/

/** Deeds of forces, which are told as nouns too: "the dispatch of North Korean troops" is done by who stands behind the noun. */
const FORCES: ReadonlySet<Category> = new Set(['AID', 'ASSAULT', 'MOBILIZE', 'RETREAT'])
const NOMINAL = 24

/** Who does it to the subject where no preposition says so: Russian instrumentals behind the verb, に and 에게 before it. */
const isDoer = (run: Run, hit: Act['hit'], script: Script): boolean =>
  (script === 'cyrillic' && run.start >= hit.end && isPlain(run)) || (isVerbLast(script) && run.end <= hit.start && run.mark === 'goal')

/** The run that acts: the marked subject, else the first that no preposition or particle gives another part. */
function subjectOf(
  { hit, passive, trigger }: Act,
  runs: readonly Run[],
  text: Folded,
  { script, speaker, drill, before: known }: Around,
): Run | undefined {
  if (passive) return runs.find((run) => run.mark === 'agent') ?? runs.find((run) => isDoer(run, hit, script))
  const strange = runs.filter((run) => speaker === null || run.states.some((state) => !speaker.states.includes(state)))
  const open = strange.length > 0 ? strange : runs
  if (isVerbLast(script)) {
    const behind = ADNOMINAL.test(slice(text, hit.start, hit.end + 2))
      ? open.find((run) => run.start >= hit.end && run.start - hit.end < 6)
      : undefined
    if (behind !== undefined) return behind
    const before = open.filter((run) => run.start < hit.end)
    const topic = before.find((run) => run.mark === 'topic')
    const spoken = SPOKEN.has(trigger.category)
    if (topic !== undefined || (spoken && (known.length > 0 || speaker !== null))) return topic
    const marked = before.find((run) => run.mark === 'subject')
    if (marked !== undefined || known.length > 0) return marked
    const owner = before.find((run) => run.mark === 'of' && hit.start - run.end < 2)
    return before.find(isPlain) ?? (drill ? open.find(isPlain) : owner)
  }
  const before = open.filter((run) => run.start < hit.end)
  const named = before.find(isPlain) ?? before.find((run) => run.mark === 'of')
  if (named !== undefined || speaker === null || !FORCES.has(trigger.category)) return named
  return open.find((run) => run.start >= hit.end && run.start - hit.end < NOMINAL && (isPlain(run) || run.mark === 'of'))
}

const isPlain = ({ mark }: Run): boolean => mark === 'none' || mark === 'subject' || mark === 'topic'

/** How near before the deed a group must stand to be part of its name: 日米韓 共同訓練, the Seoul-Tokyo summit. */
const ATTACHED = { latin: 6, cyrillic: 6, ko: 14, ja: 14, zh: 14 } as const

/** All who stand beside the first as partners act with it. Whom the deed is about, and where it happens, does not. */
function jointly(known: readonly string[], act: Act, others: readonly Run[], around: Around): Parties {
  const beside = others.filter((run) => isPartner(run, known, act, around))
  const partners = onOneSide(beside, known, around.sides)
  const actors = [...new Set([...known, ...partners.flatMap(({ states }) => states)])]
  const host =
    act.trigger.category === 'CONSULT' && actors.length === 1 ? others.find(({ mark }) => mark === 'place' || mark === 'goal') : undefined
  return { actors, recipients: host?.states.filter((state) => !actors.includes(state)) ?? [] }
}

/** Without those of the other side, where some of one's own stand beside: they are what it is about. Who is met with stays. */
function onOneSide(partners: readonly Run[], known: readonly string[], { allied, opposed }: Sides): readonly Run[] {
  const own = (state: string): boolean => known.some((actor) => actor === state || allied(actor, state))
  const company = known.length > 1 || partners.some(({ states }) => states.some(own))
  if (!company) return partners
  return partners.filter(
    ({ mark, states }) => mark === 'with' || !states.every((state) => known.some((actor) => opposed(actor, state)) && !own(state)),
  )
}

/** How far from the verb a partner may stand: further off, "with" belongs to what is spoken of. */
const PARTNER_GAP = { latin: 30, cyrillic: 30, ko: 16, ja: 16, zh: 8 } as const

function isPartner(
  { mark, start, end, states }: Run,
  known: readonly string[],
  { hit, trigger, beside }: Act,
  { drill, script }: Around,
): boolean {
  if (beside && known.length > 1) return false
  if (isVerbLast(script) ? start >= hit.end : mark === 'with' && known.length > 1 && start < hit.start) return false
  const gap = start >= hit.start ? start - hit.end : hit.start - end
  if (known.length === 0 && trigger.category === 'COOPERATE' && !drill) return mark !== 'object'
  if (known.length === 0) return mark !== 'about' && mark !== 'object' && mark !== 'place'
  if (states.length > 1 && start < hit.end && gap <= ATTACHED[script] && (mark === 'none' || mark === 'goal')) return true
  if (trigger.category === 'AGREE') return mark === 'with' && gap <= PARTNER_GAP[script]
  if (trigger.category === 'COOPERATE') return drill ? mark === 'with' || mark === 'of' : mark !== 'object'
  if (mark === 'with' || mark === 'of') return gap <= PARTNER_GAP[script] * 2
  const behind = isVerbLast(script) ? start < hit.end : start >= hit.start - 1
  return trigger.category === 'CONSULT' && behind && (mark === 'none' || mark === 'object') && gap <= PARTNER_GAP[script] * 2
}

/** Whom the act is done to: behind the verb in languages that put the object there, by its particle in the others. */
function receiversOf({ hit, trigger, passive }: Act, others: readonly Run[], script: Script): readonly string[] {
  if (passive) return others[0]?.states ?? []
  const behind = isVerbLast(script) ? others : others.filter((run) => run.end > hit.start || run.mark === 'goal')
  const open = behind.filter((run) => run.mark !== 'agent' && !(isVerbLast(script) && run.mark === 'topic'))
  const blamed = trigger.category === 'ACCUSE' && open[0]?.mark !== 'goal' && open.some((run) => run.mark === 'with')
  const wanted = open.filter((run) => blamed || (run.mark !== 'about' && run.mark !== 'place'))
  const first = (trigger.category === 'AID' ? wanted.find((run) => run.mark === 'goal') : undefined) ?? wanted[0] ?? open[0]
  if (first === undefined) return []
  const more = wanted.filter((run) => run !== first && run.mark === 'with' && run.start - first.end < 30 && trigger.category !== 'REQUEST')
  return [...new Set([...first.states, ...more.flatMap((run) => run.states)])]
}
