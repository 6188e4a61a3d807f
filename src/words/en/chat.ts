/** What a chat says besides answers: buttons pressed, things that went wrong, ends of messages. */
export const chat = {
  /** `verdict` as its button says it. */
  noted: (verdict: string): string => `Noted: ${verdict.toLowerCase()}. Thank you.`,
  noRoomFor: (count: number): string => `${count} more do not fit here.`,
  /** `id` stands in the log. */
  failed: (id: string): string =>
    `Something went wrong on our side, and it is in the log as ${id}. Try again in a moment; if it stays, tell the bot’s operator this id.`,
  noCommand: (name: string): string => `/${name} is not a command of this version. Try /help.`,
  noCommandBut: (typed: string, known: string): string => `There is no such command. Type ${typed} and one of: ${known}.`,
  oldButton: 'This button is from another version of the bot and does nothing now.',
  answer: 'Answer',
  nothingToShow: 'Nothing to show.',
  chart: 'chart',
  partsLeft: (count: number): string => `${count} more ${count === 1 ? 'part is' : 'parts are'} not shown: Slack’s messages end here.`,
  missing: (option: string, usage: string): string => `“${option}” is missing. Type: ${usage}`,
  noChoice: (given: string, option: string, choices: string): string => `“${given}” is no ${option}. It is one of: ${choices}`,
  sayWhat: (known: string): string => `Say what to do. Type one of: ${known}`,
  nothingItDoes: (typed: string, command: string, known: string): string =>
    `“${typed}” is nothing that /${command} does. Type one of: ${known}`,
}
