const COMMANDS = ['/help', '/latest', '/digest 7', '/search Lavrov', '/actor lavrov', '/actor kim', '/timeline russia, north korea'].concat(
  ['/trend dprk-russia', '/trend zzyzx', '/network'],
)

/** Every page with something on it, and what is not there or cannot be read. */
export const everyPage = (storyId: string): readonly string[] => [
  '/',
  '/?alignment=dprk-russia',
  '/?page=99',
  '/stories',
  '/stories?q=Lavrov&alignment=dprk-russia&language=ru&since=2025-01-01',
  '/stories?q=zzyzx',
  '/stories?actor=kim&since=x&page=0',
  `/story/${storyId}`,
  '/actors',
  '/actors?name=kim&kind=person',
  '/actor/sergey-lavrov',
  '/actor/freedom-edge',
  '/actor/wonsan-kalma',
  '/actor/nobody-at-all',
  '/trends',
  '/trends?of=Russia&with=North+Korea&days=365',
  '/trends?of=zzyzx',
  '/network',
  '/network?of=Russia&days=365',
  '/feeds',
  '/deliveries',
  '/about',
  '/nowhere',
  `/ask?q=${encodeURIComponent(`/story ${storyId}`)}`,
  `/ask?q=${encodeURIComponent(`/why ${storyId}`)}`,
  ...COMMANDS.map((line) => `/ask?q=${encodeURIComponent(line)}`),
]
