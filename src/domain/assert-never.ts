/** Ends a `switch` over a union: a case that was forgotten does not compile, and throws where types were cheated. */
export function assertNever(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`)
}
