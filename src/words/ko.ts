import type { Words } from './en.ts'
import { about } from './ko/about.ts'
import { admin } from './ko/admin.ts'
import { affairs } from './ko/affairs.ts'
import { answers } from './ko/answers.ts'
import { cards } from './ko/cards.ts'
import { chat } from './ko/chat.ts'
import { choosing } from './ko/choosing.ts'
import { commands } from './ko/commands.ts'
import { counts } from './ko/counts.ts'
import { deeds } from './ko/deeds.ts'
import { desk } from './ko/desk.ts'
import { digests } from './ko/digests.ts'
import { feeds } from './ko/feeds.ts'
import { fetching } from './ko/fetching.ts'
import { lookups } from './ko/lookups.ts'
import { models } from './ko/models.ts'
import { network } from './ko/network.ts'
import { page } from './ko/page.ts'
import { pictures } from './ko/pictures.ts'
import { posting } from './ko/posting.ts'
import { posts } from './ko/posts.ts'
import { reasons } from './ko/reasons.ts'
import { routes } from './ko/routes.ts'
import { search } from './ko/search.ts'
import { stories } from './ko/stories.ts'
import { tries } from './ko/tries.ts'
import { troubles } from './ko/troubles.ts'
import { why } from './ko/why.ts'
import { writing } from './ko/writing.ts'

export const ko: Words = {
  locale: 'ko',
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
