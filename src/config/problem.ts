/** One mistake in the configuration, told so that a person can put it right without reading code. */
export type Problem = {
  /** The file as it was opened, or `environment`. */
  readonly file: string
  /** From 1; null where no line can be named: a missing file, an environment variable. */
  readonly line: number | null
  /** Where in the file, as `feeds[3].url`; the variable's name for the environment. */
  readonly path: string
  /** What is wrong, without the value of any secret. */
  readonly message: string
  /** What would be right. */
  readonly fix: string
}

/** `config/feeds.yaml:12 feeds[3].url: "htp://x" is no web address. Write …` */
export function printProblem(problem: Problem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`
  const path = problem.path === '' ? '' : ` ${problem.path}`
  return `${place}${path}: ${problem.message}. ${problem.fix}`.trimEnd()
}

/** Thrown by `loadConfig` with every problem at once; the message is the list to print. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
    super([`The configuration has ${count}:`, ...problems.map((problem) => `  ${printProblem(problem)}`)].join('\n'))
    this.problems = problems
  }
}

/** Thrown where the folder of the configuration is not there at all: one mistake, not one a file. */
export class NoConfigFolder extends Error {
  override readonly name = 'NoConfigFolder'

  constructor(dir: string) {
    super(`There is no configuration folder ${dir}. Run this in the folder of Alignment Watch, or name the folder with --config.`)
  }
}

/** A path as people write it: `feeds[3].url`. */
export function printPath(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('')
}
