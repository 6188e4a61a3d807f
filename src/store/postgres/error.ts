import { type Advice, StoreError, type StoreErrorKind, storeError } from '../store-error.ts'

/** The oldest major version that is given fixes. https://www.postgresql.org/support/versioning/ */
export const OLDEST_MAJOR = 15

// SQLSTATE, whole or its class: https://www.postgresql.org/docs/current/errcodes-appendix.html
const KIND_BY_STATE: Readonly<Record<string, StoreErrorKind>> = {
  '08': 'unreachable',
  '28': 'refused',
  '3D': 'missing',
  '25006': 'read-only',
  '40001': 'locked',
  '40P01': 'locked',
  '42501': 'read-only',
  '53100': 'full',
  '53200': 'crowded',
  '53300': 'crowded',
  '55P03': 'locked',
  '57014': 'slow',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '57P05': 'unreachable',
  '58': 'unreachable',
  XX001: 'damaged',
  XX002: 'damaged',
}

const ADVICE: Advice = {
  'read-only':
    'cannot be written: name the primary and not a standby in DATABASE_URL, and a user that may create and change tables in this database',
  locked: 'is kept busy by another program: end that one, or wait until it is done',
  damaged: 'is damaged: stop the program, see the log of the Postgres server, and restore a backup',
  unreachable:
    'cannot be reached: check that the Postgres server runs and that host and port in DATABASE_URL are right; what waits goes on when it is back',
  full: 'cannot grow, the disk of the Postgres server is full: free some space there; nothing that was stored is lost',
  refused: 'refused the user or its password: check both in DATABASE_URL',
  missing: 'is not there: create the database on the Postgres server, or name another one in DATABASE_URL',
  crowded: 'has no room for one more connection: lower store.connections in settings.yaml, or raise max_connections of the Postgres server',
  slow: 'took too long to answer: look at the load of the Postgres server, or raise store.statementTimeout in settings.yaml',
}

/** Errors of the network, before Postgres is heard at all. */
const NETWORK = /^(?:ECONN|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT|EPIPE|ENOENT|EACCES)/
/** What `pg` says without a code when a connection broke, could not be had, or does not answer. */
const BROKEN = /^Connection terminated|^Client has encountered a connection error|^timeout (?:exceeded|expired)|^Client was closed/
const SILENT = 'Query read timeout'

/** What neither a kind nor its advice says rightly. */
type Special = { readonly kind: StoreErrorKind; readonly advice: string; readonly is: (error: Error, code: string) => boolean }

const SPECIAL: readonly Special[] = [
  {
    kind: 'insecure',
    advice: 'cannot be reached safely, a file of certificates cannot be read: check sslrootcert, sslcert and sslkey in DATABASE_URL',
    is: (error, code) => /^(?:ENOENT|EACCES|EPERM|EISDIR|ENOTDIR)$/.test(code) && 'syscall' in error && error.syscall !== 'connect',
  },
  {
    kind: 'insecure',
    advice:
      'offers no encryption, which sslmode in DATABASE_URL asks for: switch it on at the Postgres server (ssl = on), or write sslmode=disable where nobody can listen in between',
    is: ({ message }) => message === 'The server does not support SSL connections',
  },
  {
    kind: 'insecure',
    advice:
      'shows a certificate that is not trusted: name the file of the authority that signed it by sslrootcert= in DATABASE_URL, and the host as the certificate does',
    // https://nodejs.org/api/tls.html#x509-certificate-error-codes
    is: (_, code) => /^(?:ERR_TLS_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|HOSTNAME_MISMATCH)/.test(code),
  },
  {
    kind: 'refused',
    advice: 'lets nobody in without encryption: add sslmode=verify-full to DATABASE_URL',
    is: ({ message }, code) => code === '28000' && message.endsWith('no encryption'),
  },
  {
    kind: 'missing',
    advice: 'has no schema to make tables in: take search_path out of DATABASE_URL, or create the schema that it names',
    is: (_, code) => code === '3F000',
  },
]

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')

function kindOf(error: Error): StoreErrorKind | undefined {
  const code = codeOf(error)
  if (error.message === SILENT || NETWORK.test(code) || (code === '' && BROKEN.test(error.message))) return 'unreachable'
  return KIND_BY_STATE[code] ?? KIND_BY_STATE[code.slice(0, 2)]
}

/** Turns an error of `pg` into a `StoreError` where an operator can act on it; anything else is handed back as it came. */
export function explainPostgres(error: unknown, place: string): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return explainPostgres(error.errors[0], place)
  if (!(error instanceof Error) || error instanceof StoreError) return error
  const special = SPECIAL.find(({ is }) => is(error, codeOf(error)))
  if (special !== undefined) return storeError(special.kind, place, error, { [special.kind]: special.advice })
  const kind = kindOf(error)
  return kind === undefined ? error : storeError(kind, place, error, ADVICE)
}

/** The connection is of no more use. */
export const isLost = (error: unknown): boolean => error instanceof StoreError && error.kind === 'unreachable'

/** The server is not there, or not yet, or full of others: it may be in a moment. */
export const mayPass = (error: unknown): boolean => isLost(error) || (error instanceof StoreError && error.kind === 'crowded')

/** The server answers, and will take us in a moment: it is starting, or has as many connections as it may. */
export const hasNoRoomYet = (error: unknown): boolean =>
  error instanceof StoreError && (error.kind === 'crowded' || (error.cause instanceof Error && codeOf(error.cause) === '57P03'))

/** Postgres broke the transaction off for another's sake: done again, it may well pass. */
export const isBrokenOff = (error: unknown): boolean =>
  error instanceof StoreError && error.cause instanceof Error && ['40001', '40P01'].includes(codeOf(error.cause))

/** Refuses a server of an older major version; `versionNumber` as in `server_version_num` (150004 is 15.4). */
export function refuseOld(versionNumber: number, place: string, oldest = OLDEST_MAJOR): void {
  const major = Math.floor(versionNumber / 10_000)
  if (major < oldest)
    throw new StoreError(
      'too-old',
      `the store ${place} is on Postgres ${major}: this program needs Postgres ${oldest} or later; upgrade it`,
    )
}
