/** What stands beside a list that suggests as one types, where a chat’s commands cannot; and a channel that was named, not picked. */
export const choosing = {
  ask: (usage: string): string => `Type its first letters here and choose; or type it all at once: ${usage}`,
  hint: 'Type, then choose',
  around: 'Around whom? Type a name and choose:',
  other: 'Of whom or what? Type a name and choose:',
  who: 'Between whom? Type the first of the two and choose:',
  andWho: 'And who else? Type a name and choose:',
  noChannel: (name: string): string =>
    `The bot is in no channel called #${name}. Type /invite with its name there and ask again, or give the channel’s id: it begins with C and stands at the foot of the channel’s About page.`,
  unknown: (name: string): string =>
    `Slack cannot be asked just now which channel #${name} is. Give the channel’s id: it begins with C and stands at the foot of the channel’s About page.`,
}
