/** What a process of a bot that works over several processes does: any number of each may run on one database. */
export const ROLES = ['all', 'worker', 'gateway', 'web'] as const
export type Role = (typeof ROLES)[number]

/** What a process opens, besides the store, the configuration in use, and a port for programs that watch it. */
export type Opens = {
  /** Whether it has the store for itself, or shares it with other processes that have a role. */
  readonly store: 'alone' | 'shared'
  /** Polling, judging, delivering and what else the clock asks for: all of it here, its share of it, or none. */
  readonly jobs: 'own' | 'shared' | 'none'
  /** Chat platforms: posts are sent, commands are taken, or both. */
  readonly chat: 'both' | 'sending' | 'receiving' | 'none'
  /** The page. What is posted on it is heard of here, or found in the store where another process posts. */
  readonly page: 'heard' | 'found' | 'none'
}

// biome-ignore format: a table
const OPENS: Readonly<Record<Role | 'alone', Opens>> = {
  alone:   { store: 'alone',  jobs: 'own',    chat: 'both',      page: 'heard' },
  all:     { store: 'shared', jobs: 'shared', chat: 'both',      page: 'found' },
  worker:  { store: 'shared', jobs: 'shared', chat: 'sending',   page: 'none' },
  gateway: { store: 'shared', jobs: 'none',   chat: 'receiving', page: 'none' },
  web:     { store: 'shared', jobs: 'none',   chat: 'none',      page: 'found' },
}

/** What a process opens: one of a role, or a bot alone on its store where there is none. */
export const opensOf = (role: Role | undefined): Opens => OPENS[role ?? 'alone']
