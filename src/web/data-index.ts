type Endpoint = { readonly path: string; readonly gives: string; readonly parameters: Readonly<Record<string, string>> }

const PAGING = { page: 'from 1', limit: 'how many on a page, 1 to 200; 50 where left out' } as const

const STORIES = {
  q: 'words, all of which must be there; “in quotation marks” together; -word must not be there',
  alignment: 'id of an alignment',
  actor: 'id or name of an actor',
  language: 'ISO 639-1 of one of its reports',
  outlet: 'a part of the name of one of its outlets',
  since: 'day or moment, UTC',
  until: 'day (meant whole) or moment, UTC',
} as const

/** What `GET /api` tells; docs/api.md says more. */
export const ENDPOINTS: readonly Endpoint[] = [
  { path: '/api/stories', gives: 'kept stories, newest first', parameters: { ...STORIES, ...PAGING } },
  { path: '/api/stories/{id}', gives: 'one story with its reports, by its id or the beginning of it', parameters: {} },
  {
    path: '/api/actors',
    gives: 'actors by name, or all',
    parameters: {
      name: 'any name or office, in five languages',
      kind: 'person, office, …',
      alignment: 'the alignment it is watched for, or other',
      ...PAGING,
    },
  },
  {
    path: '/api/actors/{id}',
    gives: 'one actor: offices, mentions by week, whom it is named with',
    parameters: { on: 'the day of the offices', days: 'how far back, 7 to 730; 182 where left out' },
  },
  {
    path: '/api/trend',
    gives: 'acts by week of an alignment, an actor or a pair; of everything where nothing is named',
    parameters: { of: 'an alignment’s id, or an actor', with: 'the other of a pair', days: '14 to 730; 182 where left out' },
  },
  { path: '/api/feeds', gives: 'every feed with how it does', parameters: {} },
  {
    path: '/feed.atom, /feed.rss, /feed.json',
    gives: 'kept stories as a feed',
    parameters: { ...STORIES, limit: PAGING.limit },
  },
]
