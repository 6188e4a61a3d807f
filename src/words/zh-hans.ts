import type { Words } from './en.ts'
import { admin } from './zh-hans/admin.ts'
import { affairs } from './zh-hans/affairs.ts'
import { answers } from './zh-hans/answers.ts'
import { cards } from './zh-hans/cards.ts'
import { chat } from './zh-hans/chat.ts'
import { choosing } from './zh-hans/choosing.ts'
import { commands } from './zh-hans/commands.ts'
import { counts } from './zh-hans/counts.ts'
import { deeds } from './zh-hans/deeds.ts'
import { digests } from './zh-hans/digests.ts'
import { network } from './zh-hans/network.ts'
import { pictures } from './zh-hans/pictures.ts'
import { posts } from './zh-hans/posts.ts'
import { reasons } from './zh-hans/reasons.ts'
import { search } from './zh-hans/search.ts'
import { stories } from './zh-hans/stories.ts'
import { tries } from './zh-hans/tries.ts'
import { why } from './zh-hans/why.ts'
import { writing } from './zh-hans/writing.ts'

export const zhHans: Words = {
  locale: 'zh-Hans',
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
