import type { Actor } from '../domain/actor.ts'
import type { Alignment } from '../domain/alignment.ts'
import type { Act, Brief, BriefAlignment, BriefSource } from '../domain/brief.ts'
import { countryName } from '../domain/country.ts'
import type { Facts } from '../domain/knowledge.ts'
import { visible, webAddress } from '../domain/plain-text.ts'
import type { Report, Story } from '../domain/story.ts'
import { en } from '../words/en.ts'
import { type ActFound, actsOf } from './acts.ts'
import { attributedTo } from './attribution.ts'
import { timeOf } from './features.ts'
import { fold } from './fold.ts'
import { commonest, type Heading, headingOf, leadingAct, madeHeadline, shortPlace, tellingReport } from './heading.ts'
import { importanceOf, importancePoints } from './importance.ts'
import { bestFirst, englishReport, mainLanguage, titleOf } from './main-report.ts'
import { personAt, shortOffice, tellingRole } from './names.ts'
import { decisivePhrase } from './phrase.ts'
import { changesBetween, withChanges } from './revision.ts'
import { accuserOf, confirming, groundsOf, storyStanding, the } from './standing.ts'
import { summarise } from './summary.ts'
import { syndicationGroups } from './syndication.ts'
import { gapsOf } from './unknown.ts'

export type ComposeInput = {
  readonly story: Story
  readonly reports: readonly Report[]
  /** The last revision that readers saw, or null for a new story. */
  readonly previous: Brief | null
  readonly facts: Facts
  readonly alignments: readonly Alignment[]
  readonly thread?: Brief['thread']
}

/** The order in which a story's reports are read. */
export const byTime = (a: Report, b: Report): number => timeOf(a) - timeOf(b) || a.item.id.localeCompare(b.item.id)

function alignmentsOf(reports: readonly Report[], alignments: readonly Alignment[]): readonly BriefAlignment[] {
  return alignments.flatMap(({ id, label, colour }) => {
    const kept = reports.flatMap(({ assessment }) => assessment.verdicts[id] ?? []).filter((verdict) => verdict.kept)
    const [best] = kept.toSorted((a, b) => b.score - a.score)
    return best === undefined ? [] : [{ id, label, colour, rule: commonest(kept.map(({ rule }) => rule)), score: best.score }]
  })
}

function sourcesOf(reports: readonly Report[]): readonly BriefSource[] {
  const groups = syndicationGroups(reports)
  return reports.map((report, index) => {
    const { item, assessment } = report
    const { outlet, country, kind, bloc } = item.source
    return {
      itemId: item.id,
      outlet: visible(outlet),
      country,
      kind,
      bloc,
      language: assessment.language,
      title: titleOf(report),
      url: webAddress(item.url),
      publishedAt: timeOf(report),
      group: groups[index] ?? index + 1,
    }
  })
}

/** Actor ids by how many reports name them, then by how early. */
function actorsOf(reports: readonly Report[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { assessment } of reports)
    for (const id of new Set(assessment.mentions.map(({ actorId }) => actorId))) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([id]) => id)
}

const LEADING = /^(?:President|Acting President|Prime Minister|Premier|leader)$/u

function rankOf(people: readonly Actor[], at: number): 'leader' | 'minister' | 'other' {
  const offices = people.map((actor) => shortOffice(actor, at))
  if (offices.some((office) => office !== null && LEADING.test(office))) return 'leader'
  return offices.some((office) => office !== null && /Minister|Secretary/u.test(office)) ? 'minister' : 'other'
}

function summaryOf(reports: readonly Report[], english: Report | null, heading: Heading): Pick<Brief, 'summary' | 'summaryLanguage'> {
  const languages = english === null ? [mainLanguage(reports)] : ['en', mainLanguage(reports)]
  for (const language of languages) {
    const texts = bestFirst(reports, language, english).map(({ item, assessment }) => ({
      title: item.title,
      text: item.text,
      language,
      phrases: assessment.events.map(({ phrase }) => `${item.title}\n${item.text}`.slice(phrase.start, phrase.end)),
    }))
    const known = new Set([heading.headline, heading.original?.text ?? ''].map((text) => fold(text).replace(/[\p{P}\s]/gu, '')))
    const summary = summarise(texts)
      .map(visible)
      .filter((sentence) => !known.has(fold(sentence).replace(/[\p{P}\s]/gu, '')))
    if (summary.length > 0) return { summary, summaryLanguage: language }
  }
  return { summary: [], summaryLanguage: languages[0] ?? 'und' }
}

/** How many people a brief names. */
const PEOPLE = 3

/** The people of the acts' parties whom a headline or half of the reports name, with the office held that day. */
function partiesNamed(
  reports: readonly Report[],
  people: readonly Actor[],
  acts: readonly Act[],
  at: number,
): Required<Pick<Brief, 'people' | 'named'>> {
  const parties = new Set(acts.flatMap(({ actors, recipients }) => [...actors, ...recipients]))
  const isNamed = ({ id }: Actor): boolean => {
    const naming = reports.map(({ item, assessment }) =>
      assessment.mentions.filter(({ actorId }) => actorId === id).map(({ start }) => start < item.title.length),
    )
    return naming.some((each) => each.includes(true)) || naming.filter((each) => each.length > 0).length * 2 >= reports.length
  }
  const told = people
    .filter((person) => parties.has(person.country) && shortOffice(person, at) !== null && isNamed(person))
    .slice(0, PEOPLE)
  return {
    people: told.map((person) => personAt(person, at)),
    named: told.map((person) => ({ id: person.id, title: tellingRole(person, at)?.title ?? '' })),
  }
}

/** Where it happened, as most reports say. */
function placeIn(reports: readonly Report[], byId: ReadonlyMap<string, Actor>): Pick<Brief, 'place' | 'placeId'> {
  const placeId = commonest(reports.flatMap(({ assessment }) => assessment.events.map(({ place }) => place)))
  const place = shortPlace(byId.get(placeId ?? ''))
  return { place, ...(place === null || placeId === null ? {} : { placeId }) }
}

/** An act that reports tell as a fact is confirmed only where a party's own outlet is among them. */
const asShown = (act: Act, sources: readonly BriefSource[]): Act =>
  act.standing === 'confirmed' && confirming([act], sources).length === 0 ? { ...act, standing: 'reported' } : act

/** What a state says that its opponents do is alleged, however an outlet words it; a plan stays one. */
function inTheWordsOf(speaker: string | null, found: ActFound): ActFound {
  if (speaker === null || found.act.actors.includes(speaker) || found.act.standing === 'planned') return found
  return { ...found, act: { ...found.act, standing: 'alleged' } }
}

/** The act that the headlines tell stands first: it is what the story is, however material what stands behind it. */
function leadFirst(acts: readonly ActFound[], lead: ActFound | undefined): readonly ActFound[] {
  return lead === undefined ? acts : [lead, ...acts.filter((found) => found !== lead)]
}

/** Who alleges the story, by its code; null where it is not alleged or nobody is named. */
function accuserIn(
  speaker: string | null,
  first: ActFound | undefined,
  reports: readonly Report[],
  alignments: readonly Alignment[],
): string | null {
  if (speaker !== null) return first?.act.actors.includes(speaker) && first.act.category !== 'ACCUSE' ? null : speaker
  if (first?.act.standing === 'alleged') return accuserOf(first, reports, alignments)
  return first?.act.standing === 'claimed' ? commonest(first.events.map(({ event }) => event.claimant ?? null)) : null
}

/** What happened as readers are told it, with the act that leads, who speaks of it and who alleges it. */
function actsTold(reports: readonly Report[], facts: Facts, alignments: readonly Alignment[]) {
  const speaker = attributedTo(reports, alignments)
  const found = actsOf(reports, facts)
  const lead = leadingAct(found, speaker)
  const acts = leadFirst(found, lead).map((each) => inTheWordsOf(speaker, each))
  return { speaker, lead, acts, accuser: accuserIn(speaker, acts[0], reports, alignments) }
}

/**
 * The brief of a story as it stands: pure, the same reports give the same brief. Reports may come in any order; they are read by
 * time. The story's revision is taken over as it is.
 */
export function composeBrief({ story, reports: unordered, previous, facts, alignments, thread = null }: ComposeInput): Brief {
  const reports = unordered.toSorted(byTime)
  const { speaker, lead, acts, accuser } = actsTold(reports, facts, alignments)
  const [first] = acts
  const sources = sourcesOf(reports)
  const actors = actorsOf(reports)
  const byId = new Map(facts.actors.map((actor) => [actor.id, actor]))
  const named = actors.flatMap((id) => byId.get(id) ?? [])
  const people = named.filter(({ kind }) => kind === 'person')
  const at = reports[0] === undefined ? story.openedAt : timeOf(reports[0])
  const english = englishReport(reports)
  const telling = english ?? tellingReport(lead, reports, speaker)
  const making = { acts, reports, named, at, alignments, affairs: facts.affairs, speaker }
  const made = madeHeadline({ ...making, accuser: accuser === null ? null : the(countryName(accuser)) })
  const heading = headingOf(reports, english, telling, made)
  const about = alignmentsOf(reports, alignments)
  const standing = storyStanding(acts, sources, speaker)
  const independentSources = new Set(sources.map(({ group }) => group)).size
  const blocs = alignments.map(({ id }) => id)
  const silentBlocs = blocs.filter((bloc) => !sources.some((source) => source.bloc === bloc))
  const where = placeIn(reports, byId)
  const date = commonest(first?.events.map(({ event }) => event.date) ?? [])
  const shown = acts.map(({ act }) => asShown(act, sources))
  const points = importancePoints({
    acts: shown,
    rank: rankOf(people, at),
    independentSources,
    blocs: blocs.length - silentBlocs.length,
    standing,
    earlier: thread?.earlier.length ?? 0,
    alignments: about.length,
  })
  const told = { acts: shown, sources, reports, place: where.place, date, standing }
  const said = { grounds: groundsOf(standing, shown, sources, accuser), changes: [], gaps: gapsOf(told) }
  const brief: Brief = {
    storyId: story.id,
    revision: story.revision,
    kind: previous === null ? 'new' : 'update',
    change: '',
    alignments: about,
    ...heading,
    acts: shown,
    ...where,
    date,
    ...summaryOf(reports, english, heading),
    phrase: decisivePhrase(first, telling ?? reports[0] ?? null),
    ...partiesNamed(reports, people, shown, at),
    unknown: said.gaps.map(en.posts.gap),
    standing,
    standingText: en.posts.grounds(said.grounds),
    sources,
    independentSources,
    silentBlocs,
    actors,
    thread,
    importance: importanceOf(points),
    importancePoints: points,
    openedAt: story.openedAt,
    updatedAt: story.updatedAt,
    said,
  }
  return withChanges(brief, changesBetween(previous, brief))
}
