import { unusualTitle } from './alert-words.ts'
import { type Digest, digestEntries } from './digest.ts'

/** `Digest: 5 stories`, `Unusual activity: North Korea–Russia`: what a digest is called where it is kept. */
export function digestTitle(digest: Pick<Digest, 'sections' | 'kind' | 'unusual' | 'part'>): string {
  if (digest.unusual !== undefined) return unusualTitle(digest.unusual)
  const count = digestEntries(digest).length
  const stories = count === 1 ? '1 story' : `${count === 0 ? 'no' : count} ${digest.kind === 'overflow' ? 'more ' : ''}stories`
  return digest.kind === 'overflow' ? `Held back for a while: ${stories}` : `Digest: ${stories}${partOf(digest)}`
}

/** ` (2/3)` where a digest is more than one post. */
export const partOf = ({ part }: Pick<Digest, 'part'>): string => (part === undefined ? '' : ` (${part.at}/${part.of})`)
