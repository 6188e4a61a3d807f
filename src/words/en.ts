import type { Locale } from '../domain/locale.ts'
import { about } from './en/about.ts'
import { admin } from './en/admin.ts'
import { affairs } from './en/affairs.ts'
import { answers } from './en/answers.ts'
import { cards } from './en/cards.ts'
import { chat } from './en/chat.ts'
import { choosing } from './en/choosing.ts'
import { commands } from './en/commands.ts'
import { counts } from './en/counts.ts'
import { deeds } from './en/deeds.ts'
import { desk } from './en/desk.ts'
import { digests } from './en/digests.ts'
import { feeds } from './en/feeds.ts'
import { fetching } from './en/fetching.ts'
import { lookups } from './en/lookups.ts'
import { models } from './en/models.ts'
import { network } from './en/network.ts'
import { page } from './en/page.ts'
import { pictures } from './en/pictures.ts'
import { posting } from './en/posting.ts'
import { posts } from './en/posts.ts'
import { reasons } from './en/reasons.ts'
import { routes } from './en/routes.ts'
import { search } from './en/search.ts'
import { stories } from './en/stories.ts'
import { tries } from './en/tries.ts'
import { troubles } from './en/troubles.ts'
import { why } from './en/why.ts'
import { writing } from './en/writing.ts'

/** Every fixed word that people are shown, in English. The other languages have the same phrases: the type checker holds them to it. */
export const en = {
  locale: 'en' as Locale,
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

/** The phrases of one language. */
export type Words = typeof en
