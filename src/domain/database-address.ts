/** Where a Postgres store is, without the password: for messages. */
export type DatabasePlace = { readonly host: string; readonly port: string; readonly database: string }

export const isPostgresAddress = (text: string): boolean => /^postgres(?:ql)?:\/\//i.test(text)

/**
 * What an address of a Postgres database names; null where it is none. Nothing of the address itself is ever in a message: it holds a
 * password. https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function databasePlace(address: string): DatabasePlace | null {
  if (!isPostgresAddress(address) || !URL.canParse(address)) return null
  const { hostname, port, pathname, searchParams } = new URL(address)
  const host = hostname || (searchParams.get('host') ?? '')
  const database = decoded(pathname.slice(1))
  return host === '' || database === null || database === '' || database.includes('/') ? null : { host, port: port || '5432', database }
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
