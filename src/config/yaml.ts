import { createRequire } from 'node:module'
import { UNREADABLE } from './source.ts'

/** The value of a YAML text; `UNREADABLE` where it is not valid. */
export function readYaml(text: string): unknown {
  const yaml: typeof import('yaml') = createRequire(import.meta.url)('yaml')
  try {
    return yaml.parse(text)
  } catch {
    return UNREADABLE
  }
}
