import { keptFor } from '../domain/assessment.ts'
import { FEEDBACK_VERDICTS, type Feedback, type FeedbackVerdict, type JudgedStory } from '../domain/feedback.ts'
import type { Report } from '../domain/story.ts'
import { writeJsonl } from './jsonl.ts'
import { openStored } from './stored.ts'
import type { Io, Verb } from './verb.ts'

/** `feedback export`: what readers said by the buttons, as labelled items that `evaluate` reads. */
export const feedback: Verb = (program, io) => {
  program
    .command('feedback')
    .description('what readers said of posts')
    .command('export')
    .description('write the items of judged stories as labelled JSONL, as evaluate reads it')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (options: { readonly config: string }) => run(options.config, io))
}

async function run(folder: string, io: Io): Promise<void> {
  await using opened = await openStored(io, folder)
  if (opened === null) return
  const judged = await opened.store.feedback.list()
  let open = 0
  for (const story of judged) {
    const lines = labelled(story)
    if (lines.length === 0) open += 1
    for (const line of lines) await writeJsonl(io, line)
  }
  const undecided =
    open === 0 ? '' : `, of which ${open} left out: as many voices for one answer as for another, or not clear for which alignment`
  io.stderr.write(`${judged.length} judged ${judged.length === 1 ? 'story' : 'stories'}${undecided}\n`)
}

/** One line for each item of the story; none where the voices give no label. Wants no feed and no platform, only what was stored. */
export function labelled(story: JudgedStory): readonly object[] {
  const votes = countOf(story.voices)
  return story.reports.flatMap((report) => {
    const about = alignmentsOf(report, story, votes)
    return about === null ? [] : [lineOf(report, about, votes)]
  })
}

type Votes = Readonly<Record<FeedbackVerdict, number>>

const countOf = (voices: readonly Feedback[]): Votes => {
  const count = (verdict: FeedbackVerdict) => voices.filter((voice) => voice.verdict === verdict).length
  return Object.fromEntries(FEEDBACK_VERDICTS.map((verdict) => [verdict, count(verdict)])) as Votes
}

/**
 * The alignments that the readers' majority holds an item to be about; null where there is no majority. A duplicate is rightly
 * kept. Of a wrong alignment readers do not say which would be right: that is clear only where there are two and one was shown.
 */
function alignmentsOf({ assessment }: Report, { brief }: JudgedStory, votes: Votes): readonly string[] | null {
  const all = Object.keys(assessment.verdicts)
  const kept = keptFor(assessment)
  const isClear = all.length === 2 && brief.alignments.length === 1 && kept.length === 1
  const other = isClear ? all.filter((id) => !kept.includes(id)) : null
  const answers = [
    { voices: votes.relevant + votes.duplicate, about: kept },
    { voices: votes['not-relevant'], about: [] },
    { voices: votes['wrong-alignment'], about: other },
  ].toSorted((a, b) => b.voices - a.voices)
  const [first, second] = answers
  return first === undefined || first.voices === second?.voices ? null : first.about
}

/** An alignment's label in a record: `us_jp_kr` for `us-jp-kr`. */
const labelKey = (alignmentId: string): string => alignmentId.replaceAll('-', '_')

const lineOf = ({ item, assessment }: Report, about: readonly string[], votes: Votes): object => ({
  id: item.id,
  title: item.title,
  description: item.text,
  published: new Date(item.publishedAt).toISOString(),
  lang: assessment.language,
  url: item.url,
  source: item.source.outlet,
  ...Object.fromEntries(Object.keys(assessment.verdicts).map((id) => [labelKey(id), about.includes(id)])),
  borderline: false,
  votes,
})
