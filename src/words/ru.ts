import type { Words } from './en.ts'
import { about } from './ru/about.ts'
import { admin } from './ru/admin.ts'
import { affairs } from './ru/affairs.ts'
import { answers } from './ru/answers.ts'
import { cards } from './ru/cards.ts'
import { chat } from './ru/chat.ts'
import { choosing } from './ru/choosing.ts'
import { commands } from './ru/commands.ts'
import { counts } from './ru/counts.ts'
import { deeds } from './ru/deeds.ts'
import { desk } from './ru/desk.ts'
import { digests } from './ru/digests.ts'
import { feeds } from './ru/feeds.ts'
import { fetching } from './ru/fetching.ts'
import { lookups } from './ru/lookups.ts'
import { models } from './ru/models.ts'
import { network } from './ru/network.ts'
import { page } from './ru/page.ts'
import { pictures } from './ru/pictures.ts'
import { posting } from './ru/posting.ts'
import { posts } from './ru/posts.ts'
import { reasons } from './ru/reasons.ts'
import { routes } from './ru/routes.ts'
import { search } from './ru/search.ts'
import { stories } from './ru/stories.ts'
import { tries } from './ru/tries.ts'
import { troubles } from './ru/troubles.ts'
import { why } from './ru/why.ts'
import { writing } from './ru/writing.ts'

export const ru: Words = {
  locale: 'ru',
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
