import { counts } from './counts.ts'

/** What `/network` says beside its picture. */
export const network = {
  title: (subject: string): string => `Network: ${subject}`,
  conflictual: (acts: number): string => `${acts} conflictual`,
  joint: (acts: number): string => `${acts} side by side on others`,
  nothing: (days: number): string => `No kept story of the last ${counts.days(days)} tells of an act on somebody.`,
  nothingOf: (subject: string, days: number): string =>
    `No kept story of the last ${counts.days(days)} tells of an act of ${subject} on somebody.`,
  weaker: (ties: number): string => `and ${ties === 1 ? 'one weaker tie' : `${ties} weaker ties`}.`,
  footer: (days: number, time: string): string =>
    `Every act that a kept story tells, also what is claimed, alleged or planned; the last ${counts.days(days)}, as of ${time}`,
}
