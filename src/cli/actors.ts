import { type Actor, type Role, rolesOn } from '../domain/actor.ts'
import { countryName } from '../domain/country.ts'
import type { Facts } from '../domain/knowledge.ts'
import { visible } from '../domain/plain-text.ts'
import type { Review } from '../domain/review.ts'
import { createOffices } from '../knowledge/offices.ts'
import { complain } from './jsonl.ts'
import { openStored } from './stored.ts'
import type { Io, Verb } from './verb.ts'

type Options = { readonly done?: string; readonly json?: boolean; readonly config: string }

/** How many reports of one change are listed. */
const REPORTS = 3

/** `actors review`: whose office may have changed, what the reports say, and what the table says now. */
export const actors: Verb = (program, io) => {
  program
    .command('actors')
    .description('the table of actors')
    .command('review')
    .description('changes of office that items tell of, beside what config/actors.yaml says now')
    .option('--done <id>', 'tick one off, once actors.yaml is right')
    .option('--json', 'print one JSON object')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (options: Options) => run(options, io))
}

async function run(options: Options, io: Io): Promise<void> {
  if (options.done !== undefined && !/^\d+$/.test(options.done)) {
    io.stderr.write(`actors review: "${options.done}" is no number of a change; write --done 3\n`)
    return io.exit(2)
  }
  await using opened = await openStored(io, options.config)
  if (opened === null) return
  const { config, store } = opened
  if (options.done !== undefined) {
    if (await store.reviews.done(Number(options.done), Date.now())) io.stderr.write(`${options.done} is ticked off\n`)
    else complain(io, `no open change has the number ${options.done}; see actors review`)
    return
  }
  const open = await store.reviews.open()
  const entries = open.map((review) => ({ review, table: tableOf(review.subject, config.facts, Date.now()) }))
  if (options.json === true) io.stdout.write(`${JSON.stringify({ changes: entries.map(({ review, table }) => jsonOf(review, table)) })}\n`)
  else for (const { review, table } of entries) io.stdout.write(listed(review, table))
  io.stderr.write(
    open.length === 0 ? 'no change of office to look at\n' : `${open.length} to look at; tick off with actors review --done NUMBER\n`,
  )
}

/** What the table says of a subject today: its name, and who holds what. */
type Table = { readonly name: string; readonly says: string }

function tableOf(subject: string, facts: Facts, now: number): Table {
  const actor = facts.actors.find(({ id }) => id === subject)
  if (actor !== undefined) return { name: actor.name, says: rolesOf(actor, now) }
  const [officeId = '', state = ''] = subject.split('/')
  const office = facts.offices?.offices.find(({ id }) => id === officeId)
  const name = `${officeId.replaceAll('-', ' ')} of ${countryName(state)}`
  if (office === undefined) return { name, says: 'no such office stands in offices.yaml any more' }
  const holders = createOffices(facts).holders(office, state, now)
  return {
    name,
    says: holders.length === 0 ? 'nobody holds it today' : holders.map((holder) => `${holder.name}: ${rolesOf(holder, now)}`).join('; '),
  }
}

const roleText = ({ title, from, to, status }: Role): string =>
  `${title} (${from ?? '?'} to ${to ?? 'now'}${status === 'known' ? '' : `, ${status}`})`

function rolesOf(actor: Actor, now: number): string {
  const held = rolesOn(actor, now)
  const [last] = actor.roles.toSorted((a, b) => (b.to ?? '').localeCompare(a.to ?? ''))
  if (held.length > 0) return held.map(roleText).join('; ')
  return last === undefined ? 'no office' : `no office today; last ${roleText(last)}`
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

function listed({ id, reports }: Review, { name, says }: Table): string {
  const more = reports.length - REPORTS
  return [
    `${id}  ${name}`,
    `    table: ${says}`,
    ...reports
      .slice(0, REPORTS)
      .map(({ item, words }) =>
        `    ${day(item.publishedAt)} ${visible(item.source.outlet)}: ${visible(item.title)}\n      “${visible(words)}” ${item.url}`.trimEnd(),
      ),
    ...(more > 0 ? [`    and ${more} more`] : []),
    '',
  ].join('\n')
}

const jsonOf = ({ id, subject, reports }: Review, { name, says }: Table): object => ({
  id,
  subject,
  name,
  table: says,
  reports: reports.map(({ item, words }) => ({
    id: item.id,
    title: item.title,
    url: item.url,
    source: item.source.outlet,
    published: new Date(item.publishedAt).toISOString(),
    words,
  })),
})
