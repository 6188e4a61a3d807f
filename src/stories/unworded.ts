import type { Brief } from '../domain/brief.ts'

/** The brief as it was before a model translated its headline: what later revisions are compared with. */
export function unworded(brief: Brief): Brief {
  const { wording, ...rest } = brief
  return wording?.headline === true && brief.original !== null ? { ...rest, headline: brief.original.text, original: null } : rest
}
