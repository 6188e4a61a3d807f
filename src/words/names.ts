import type { Role } from '../domain/actor.ts'
import { actorName, roleName } from '../domain/actor-name.ts'
import { labelsIn } from '../domain/alignment.ts'
import type { CommandContext } from '../domain/command.ts'
import type { Locale } from '../domain/locale.ts'

/** Somebody as a post names them: the office, and the state (ISO 3166 alpha-3) that they hold it of. */
export type Person = { readonly name: string; readonly office: string; readonly country: string }

/** What alignments and actors are called in a language. A map of alignments' names is one, of those alone. */
export type Names = {
  /** The name by an alignment's or an actor's id; undefined where it is unknown. */
  get(id: string): string | undefined
  /** Somebody in the role of that title. */
  person?(id: string, title: string): Person | undefined
}

/** The names in a language: of alignments, and of all that the directory knows. */
export function namesIn({ alignments, directory }: Pick<CommandContext, 'alignments' | 'directory'>, locale: Locale = 'en'): Names {
  const labels = labelsIn(alignments, locale)
  return {
    get(id) {
      const actor = labels.has(id) ? undefined : directory.byId(id)
      return actor === undefined ? labels.get(id) : actorName(actor, locale)
    },
    person(id, title) {
      const actor = directory.byId(id)
      const role: Pick<Role, 'title' | 'titles'> = actor?.roles.find((one) => one.title === title) ?? { title }
      return actor && { name: actorName(actor, locale), office: roleName(role, locale), country: actor.country }
    },
  }
}
