import type { Gazetteer } from '../knowledge/gazetteer.ts'

/** The themes that the rules ask for, as `config/wording.yaml` names them. */
export const THEMES = [
  'security',
  'alliance',
  'drill',
  'meeting',
  'condemn',
  'cooperate',
  'trilateral',
  'asianNato',
  'economy',
  'sport',
  'everyday',
  'history',
  'domestic',
  'launch',
  'arms',
  'troops',
  'war',
  'exchange',
  'bloc',
  'parade',
  'beijingParade',
  'talks',
  'help',
  'hail',
  'allies',
  'openList',
  'digest',
  'poll',
  'compare',
  'visit',
  'abroad',
  'captive',
] as const

/** The bit of each theme that the rules ask for. */
export type Themes = Readonly<Record<(typeof THEMES)[number], bigint>>

export const themesOf = (gazetteer: Gazetteer): Themes => Object.fromEntries(THEMES.map((name) => [name, gazetteer.theme(name)])) as Themes
