/** The time now, in epoch milliseconds. Handed in everywhere, so that tests and replays own it. */
export type Clock = () => number
