/** What is said to who gives a wrong token too often. */
export const tries = {
  title: 'Too many tries',
  tooMany: (wait: string): string => `Too many tokens were tried that are not the one. Try again ${wait}.`,
  inMinutes: (minutes: number): string => (minutes === 1 ? 'in a minute' : `in ${minutes} minutes`),
}
