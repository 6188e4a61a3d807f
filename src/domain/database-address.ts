/** Where a Postgres store is, without the password: for messages. */
export type DatabasePlace = { readonly host: string; readonly port: string; readonly database: string }

export const isPostgresAddress = (text: string): boolean => /^postgres(?:ql)?:\/\//i.test(text)

/**
 * What an address of a Postgres database names; null where it is none. Nothing of the address itself is ever in a message: it holds a
 * password. What stands behind "?" wins, as with every program that reads such addresses.
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function databasePlace(address: string): DatabasePlace | null {
  if (!isPostgresAddress(address) || !URL.canParse(address)) return null
  const { hostname, port, pathname, searchParams } = new URL(address)
  const host = searchParams.get('host') || hostname
  const database = decoded(pathname.slice(1))
  if (host === '' || database === null || !/^[^/\p{Cc}]+$/u.test(database)) return null
  return { host, port: (searchParams.get('port') ?? port) || '5432', database }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** How an address is to be written: in errors, in place of the wrong one. */
export const ADDRESS_SHAPE = 'postgres://USER:PASSWORD@HOST:5432/DATABASE'

/** What may stand for `sslmode`. Others would be taken for one that asks for less. */
const SSL_MODES = ['disable', 'no-verify', 'prefer', 'require', 'verify-ca', 'verify-full']
const SSL_NAMES = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation', 'ssl']

/**
 * What is wrong behind the "?" of an address, and what to write there; null where nothing is. What no program knows is let pass, as
 * elsewhere, but for what was to make the connection safe: misspelt, it would be left out without a word.
 */
export function queryTrouble(address: string): { readonly message: string; readonly fix: string } | null {
  const { searchParams } = new URL(address)
  const strange = [...searchParams.keys()].find((name) => /^ssl/i.test(name) && !SSL_NAMES.includes(name))
  if (strange !== undefined)
    return { message: `behind its "?" stands ${printable(strange)}, which means nothing`, fix: `Write one of: ${SSL_NAMES.join(', ')}.` }
  const mode = searchParams.get('sslmode')
  if (mode !== null && !SSL_MODES.includes(mode)) return { message: 'its sslmode is none', fix: `Write one of: ${SSL_MODES.join(', ')}.` }
  if (searchParams.get('uselibpqcompat') === 'true' && mode === 'verify-ca' && !searchParams.has('sslrootcert'))
    return {
      message: 'sslmode=verify-ca needs a certificate of its own',
      fix: 'Name its file by sslrootcert=, or write sslmode=verify-full.',
    }
  const port = searchParams.get('port')
  if (port !== null && !(/^\d+$/.test(port) && Number(port) < 65_536))
    return { message: 'the port behind its "?" is none', fix: 'Write the port as a number, as in HOST:5432.' }
  const timed = ['statement_timeout', 'lock_timeout', 'query_timeout', 'idle_in_transaction_session_timeout'].find((name) =>
    searchParams.has(name),
  )
  if (timed !== undefined)
    return { message: `${timed} stands behind its "?"`, fix: 'Take it out, and set store.statementTimeout in settings.yaml.' }
  return null
}

/** A name is no secret, but may be anything. */
const printable = (name: string): string => name.replace(/[^\w.-]/g, '?').slice(0, 30)
