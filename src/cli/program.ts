import { Command, CommanderError } from 'commander'
import { NoConfigFolder } from '../config/problem.ts'
import { type Io, UsedWrongly, type Verb } from './verb.ts'

/** Every verb by its first word, loaded only when it is asked for, so that a start does not pay for the others. */
const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  start: async () => (await import('./start.ts')).start,
  demo: async () => (await import('./demo.ts')).demo,
  register: async () => (await import('./register.ts')).register,
  doctor: async () => (await import('./doctor.ts')).doctor,
  health: async () => (await import('./health.ts')).health,
  classify: async () => (await import('./classify.ts')).classify,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  train: async () => (await import('./train.ts')).train,
  'evaluate-events': async () => (await import('./evaluate-events.ts')).evaluateEvents,
  cluster: async () => (await import('./cluster.ts')).cluster,
  'evaluate-stories': async () => (await import('./evaluate-stories.ts')).evaluateStories,
  summarise: async () => (await import('./summarise.ts')).summarise,
  'check-grounding': async () => (await import('./check-grounding.ts')).checkGrounding,
  why: async () => (await import('./why.ts')).why,
  actor: async () => (await import('./actor.ts')).actor,
  actors: async () => (await import('./actors.ts')).actors,
  replay: async () => (await import('./replay.ts')).replay,
  parse: async () => (await import('./parse.ts')).parse,
  feeds: async () => (await import('./feeds.ts')).feeds,
  opml: async () => (await import('./opml.ts')).opml,
  deliveries: async () => (await import('./deliveries.ts')).deliveries,
  changes: async () => (await import('./changes.ts')).changes,
  store: async () => (await import('./store.ts')).store,
  feedback: async () => (await import('./feedback.ts')).feedback,
}

/**
 * Runs one verb of the command line. Wrong use is told on standard error with exit code 2; an error that a verb did not expect is
 * told in one line with exit code 1 (`DEBUG=1` adds where it came from).
 */
export async function runProgram(argv: readonly string[], io: Io): Promise<void> {
  const program = new Command('alignment-watch')
    .description('Alerts on two Northeast Asian alignments, from RSS feeds to Discord, Slack and a local page.')
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .showHelpAfterError('(add --help for how to use it)')
    .exitOverride()
  const wanted = VERBS[argv[0] ?? '']
  const verbs = wanted === undefined ? Object.values(VERBS) : [wanted]
  for (const load of verbs) (await load())(program, io)
  passOn(program)
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    tell(error, io)
  }
}

/** Subcommands throw instead of ending the process, as the program itself does, and print where it prints. */
function passOn(program: Command): void {
  for (const command of program.commands) {
    command.copyInheritedSettings(program)
    passOn(command)
  }
}

function tell(error: unknown, io: Io): void {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) io.exit(2)
    return
  }
  if (io.signal.aborted && error instanceof Error && error.name === 'AbortError') return
  const message = error instanceof Error ? error.message : String(error)
  io.stderr.write(`${message}\n`)
  if (io.env.DEBUG !== undefined && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`)
  io.exit(error instanceof UsedWrongly || error instanceof NoConfigFolder ? 2 : 1)
}
