import type { Command } from '../domain/command.ts'
import { actor } from './actor.ts'
import { feeds } from './admin/feeds.ts'
import { status } from './admin/status.ts'
import { watch } from './admin/watch.ts'
import { digest } from './digest.ts'
import { helpFor } from './help.ts'
import { latest } from './latest.ts'
import { network } from './network.ts'
import { search } from './search.ts'
import { story } from './story.ts'
import { timeline } from './timeline.ts'
import { trend } from './trend.ts'
import { why } from './why.ts'

const answers: readonly Command[] = [actor, latest, digest, search, story, timeline, trend, network, why]

/** What admins may change, and what they need to know for it. */
const admins: readonly Command[] = [watch, feeds, status]

/** Every slash command, in the order that help shows. A new one is a file here and a word in `answers`. */
export const commands: readonly Command[] = [...answers, helpFor([...answers, ...admins]), ...admins]
