import type { Gazetteer } from '../knowledge/gazetteer.ts'

const NAMES = [
  'security',
  'drill',
  'meeting',
  'condemn',
  'cooperate',
  'trilateral',
  'asianNato',
  'economy',
  'sport',
  'weather',
  'culture',
  'history',
  'domestic',
  'launch',
  'arms',
  'troops',
  'war',
  'exchange',
  'bloc',
  'parade',
  'hail',
  'allies',
  'hack',
  'openList',
  'digest',
  'poll',
  'compare',
  'reportedBy',
  'visit',
  'opinion',
] as const

/** The bit of each theme that the rules ask for. */
export type Themes = Readonly<Record<(typeof NAMES)[number], number>>

export const themesOf = (gazetteer: Gazetteer): Themes => Object.fromEntries(NAMES.map((name) => [name, gazetteer.theme(name)])) as Themes
