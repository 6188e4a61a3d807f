import type { Words } from './en.ts'
import { about } from './zh-hant/about.ts'
import { admin } from './zh-hant/admin.ts'
import { affairs } from './zh-hant/affairs.ts'
import { answers } from './zh-hant/answers.ts'
import { cards } from './zh-hant/cards.ts'
import { chat } from './zh-hant/chat.ts'
import { choosing } from './zh-hant/choosing.ts'
import { commands } from './zh-hant/commands.ts'
import { counts } from './zh-hant/counts.ts'
import { deeds } from './zh-hant/deeds.ts'
import { desk } from './zh-hant/desk.ts'
import { digests } from './zh-hant/digests.ts'
import { feeds } from './zh-hant/feeds.ts'
import { fetching } from './zh-hant/fetching.ts'
import { lookups } from './zh-hant/lookups.ts'
import { models } from './zh-hant/models.ts'
import { network } from './zh-hant/network.ts'
import { page } from './zh-hant/page.ts'
import { pictures } from './zh-hant/pictures.ts'
import { posting } from './zh-hant/posting.ts'
import { posts } from './zh-hant/posts.ts'
import { reasons } from './zh-hant/reasons.ts'
import { routes } from './zh-hant/routes.ts'
import { search } from './zh-hant/search.ts'
import { stories } from './zh-hant/stories.ts'
import { tries } from './zh-hant/tries.ts'
import { troubles } from './zh-hant/troubles.ts'
import { why } from './zh-hant/why.ts'
import { writing } from './zh-hant/writing.ts'

export const zhHant: Words = {
  locale: 'zh-Hant',
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
