import type { Words } from './en.ts'
import { about } from './ja/about.ts'
import { admin } from './ja/admin.ts'
import { affairs } from './ja/affairs.ts'
import { answers } from './ja/answers.ts'
import { cards } from './ja/cards.ts'
import { chat } from './ja/chat.ts'
import { choosing } from './ja/choosing.ts'
import { commands } from './ja/commands.ts'
import { counts } from './ja/counts.ts'
import { deeds } from './ja/deeds.ts'
import { desk } from './ja/desk.ts'
import { digests } from './ja/digests.ts'
import { feeds } from './ja/feeds.ts'
import { fetching } from './ja/fetching.ts'
import { lookups } from './ja/lookups.ts'
import { models } from './ja/models.ts'
import { network } from './ja/network.ts'
import { page } from './ja/page.ts'
import { pictures } from './ja/pictures.ts'
import { posting } from './ja/posting.ts'
import { posts } from './ja/posts.ts'
import { reasons } from './ja/reasons.ts'
import { routes } from './ja/routes.ts'
import { search } from './ja/search.ts'
import { stories } from './ja/stories.ts'
import { tries } from './ja/tries.ts'
import { troubles } from './ja/troubles.ts'
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
