const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** What the page says of deliveries, and of the token that shows them. `{name}` stands for what is put in there. */
export const deliveries = {
  next: (when: string): string => `next ${when}`,
  now: 'now',
  message: 'message {id}',
  route: 'Route',
  revision: 'Revision',
  state: 'State',
  tries: 'Tries',
  said: 'What was said',
  states: {
    pending: 'waits',
    claimed: 'is being sent',
    sent: 'sent',
    rejected: 'given up',
    unknown: 'no answer, looked for',
    superseded: 'skipped',
    gathered: 'waits for a digest',
  },
  heldPosts: (posts: number, oldest: string): string => `${counted(posts, 'post')}, the oldest ${oldest}`,
  nothingHeld: 'Nothing is held.',
  held: 'Held',
  given: 'This browser has given the token: commands may change something.',
  forget: 'Forget it',
  to: 'To {route}.',
  ofOne: 'Of one story.',
  all: 'All deliveries',
  none: 'Nothing was to be posted.',
  newestFirst: 'Newest first',
  // The token
  tokenNeeded: 'Token needed',
  title: 'Deliveries: token needed',
  unset:
    'The operator has set no token, so nobody is shown what went where. To see it: set {variable} (see {example}) and start the bot again.',
  give: 'Which posts went to which channel is for those who run the bot. Give its {variable} once; this browser is known until it is closed. Programs send it as {header}.',
  wrong: 'That is not the token. It stands in the bot’s environment as {variable}.',
  token: 'Token',
  enter: 'Enter',
}
