const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count === 1 ? 'one' : count} ${count === 1 ? noun : plural}`

/** Things with their number. */
export const counts = {
  days: (count: number): string => counted(count, 'day'),
  events: (count: number): string => counted(count, 'event'),
  feeds: (count: number): string => counted(count, 'feed'),
  items: (count: number): string => counted(count, 'item'),
  outlets: (count: number): string => counted(count, 'outlet'),
  reports: (count: number): string => counted(count, 'report'),
  revisions: (count: number): string => counted(count, 'revision'),
  sources: (count: number): string => counted(count, 'independent source'),
  stories: (count: number): string => counted(count, 'story', 'stories'),
  weeks: (count: number): string => counted(count, 'week'),
}
