import type { Words } from './en.ts'
import { about } from './zh-hans/about.ts'
import { admin } from './zh-hans/admin.ts'
import { affairs } from './zh-hans/affairs.ts'
import { answers } from './zh-hans/answers.ts'
import { cards } from './zh-hans/cards.ts'
import { chat } from './zh-hans/chat.ts'
import { choosing } from './zh-hans/choosing.ts'
import { commands } from './zh-hans/commands.ts'
import { counts } from './zh-hans/counts.ts'
import { deeds } from './zh-hans/deeds.ts'
import { desk } from './zh-hans/desk.ts'
import { digests } from './zh-hans/digests.ts'
import { feeds } from './zh-hans/feeds.ts'
import { fetching } from './zh-hans/fetching.ts'
import { lookups } from './zh-hans/lookups.ts'
import { models } from './zh-hans/models.ts'
import { network } from './zh-hans/network.ts'
import { page } from './zh-hans/page.ts'
import { pictures } from './zh-hans/pictures.ts'
import { posting } from './zh-hans/posting.ts'
import { posts } from './zh-hans/posts.ts'
import { reasons } from './zh-hans/reasons.ts'
import { routes } from './zh-hans/routes.ts'
import { search } from './zh-hans/search.ts'
import { stories } from './zh-hans/stories.ts'
import { tries } from './zh-hans/tries.ts'
import { troubles } from './zh-hans/troubles.ts'
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
  page,
  lookups,
  about,
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
  troubles,
  fetching,
  posting,
  desk,
  feeds,
  routes,
  models,
}
