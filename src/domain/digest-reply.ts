import { unusualTitle } from './alert-words.ts'
import { type Digest, digestEntries } from './digest.ts'

/** `Digest: 5 stories`, `Unusual activity: North Korea–Russia`: what a digest is called where it is kept. */
export function digestTitle(digest: Pick<Digest, 'sections' | 'kind' | 'unusual'>): string {
  if (digest.unusual !== undefined) return unusualTitle(digest.unusual)
  const count = digestEntries(digest).length
  const stories = count === 1 ? '1 story' : `${count === 0 ? 'no' : count} ${digest.kind === 'overflow' ? 'more ' : ''}stories`
  return digest.kind === 'overflow' ? `Held back for a while: ${stories}` : `Digest: ${stories}`
}
