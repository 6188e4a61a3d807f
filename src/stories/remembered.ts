/** What `read` finds in a thing that does not change, found once for as long as the thing is kept. */
export function remembered<K extends object, V>(read: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined || known.has(key)) return before as V
    const value = read(key)
    known.set(key, value)
    return value
  }
}
