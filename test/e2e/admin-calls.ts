/** Each thing that an admin's command does, with options good enough to do it: a reader is tried with every one. */
export const ADMIN_CALLS: readonly { readonly command: string; readonly options: Readonly<Record<string, string>> }[] = [
  { command: 'watch add', options: { alignments: 'dprk-russia' } },
  { command: 'watch edit', options: { route: 'local', threshold: '0.9' } },
  { command: 'watch list', options: {} },
  { command: 'watch remove', options: { route: 'local' } },
  { command: 'watch test', options: { route: 'local', post: 'yes' } },
  { command: 'watch log', options: {} },
  { command: 'watch undo', options: {} },
  { command: 'feeds list', options: {} },
  { command: 'feeds add', options: { url: 'https://example.org/rss', country: 'KOR' } },
  { command: 'feeds remove', options: { feed: 'river' } },
  { command: 'feeds pause', options: { feed: 'river' } },
  { command: 'feeds resume', options: { feed: 'river' } },
  { command: 'feeds test', options: { url: 'river' } },
  { command: 'feeds log', options: {} },
  { command: 'feeds undo', options: {} },
  { command: 'status', options: {} },
]

/** As it is typed where there are no fields to fill in: `/watch edit route:local threshold:0.9`. */
export const typed = ({ command, options }: (typeof ADMIN_CALLS)[number]): string =>
  [`/${command}`, ...Object.entries(options).map(([name, value]) => `${name}:${value}`)].join(' ')
