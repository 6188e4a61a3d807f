import { type Finding, found, well } from '../domain/finding.ts'
import { shapeOf } from '../store/migrate.ts'
import { StoreError } from '../store/store-error.ts'

/** Whether this program can work on a store, by the steps that it has had; `said` where it can. */
export function shapeFinding(had: readonly number[], place: string, said: string): Finding {
  switch (shapeOf(had)) {
    case 'newer':
      return found('store', 'wrong', `${place} was made by a newer version of this program`, 'Use that version, or another store.')
    case 'half-copied':
      return found('store', 'wrong', `${place} is only half copied`, 'Let "store copy" end what it began.')
    case 'older':
      return well('store', `${said}; it is of an older version, and brought up to date at the next start`)
    default:
      return well('store', said)
  }
}

/** What a store says that cannot be opened, with what to do apart from what happened; null for an error that is none of its own. */
export function storeTrouble(error: unknown): Finding | null {
  if (!(error instanceof StoreError)) return null
  const [, happened, advice] = /^(?:the store )?(.*?): ([a-z].*)$/s.exec(error.message) ?? [null, error.message, '']
  return found('store', 'wrong', happened ?? error.message, `${(advice ?? '').charAt(0).toUpperCase()}${(advice ?? '').slice(1)}.`)
}
