import type { Words } from './en.ts'
import { admin } from './ja/admin.ts'
import { affairs } from './ja/affairs.ts'
import { answers } from './ja/answers.ts'
import { cards } from './ja/cards.ts'
import { chat } from './ja/chat.ts'
import { choosing } from './ja/choosing.ts'
import { commands } from './ja/commands.ts'
import { counts } from './ja/counts.ts'
import { deeds } from './ja/deeds.ts'
import { digests } from './ja/digests.ts'
import { network } from './ja/network.ts'
import { pictures } from './ja/pictures.ts'
import { posts } from './ja/posts.ts'
import { reasons } from './ja/reasons.ts'
import { search } from './ja/search.ts'
import { stories } from './ja/stories.ts'
import { tries } from './ja/tries.ts'
import { why } from './ja/why.ts'
import { writing } from './ja/writing.ts'

export const ja: Words = {
  locale: 'ja',
  writing,
  counts,
  deeds,
  affairs,
  cards,
  posts,
  pictures,
  commands,
  admin,
  answers,
  search,
  digests,
  why,
  stories,
  chat,
  choosing,
  tries,
  network,
  reasons,
}
