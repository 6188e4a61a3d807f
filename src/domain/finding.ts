/** `well`; `poor`: the bot works, but not as it should; `wrong`: this keeps it from working; `unknown`: it could not be looked at. */
export const FINDING_STATES = ['well', 'poor', 'wrong', 'unknown'] as const

/** One thing that was looked at, with what to do where it is not well. */
export type Finding = {
  readonly about: string
  readonly state: (typeof FINDING_STATES)[number]
  readonly said: string
  /** What to do; '' where there is nothing. */
  readonly fix: string
}

export const well = (about: string, said: string): Finding => ({ about, state: 'well', said, fix: '' })

export const found = (about: string, state: Exclude<Finding['state'], 'well'>, said: string, fix: string): Finding => ({
  about,
  state,
  said,
  fix,
})
