import { apiError, formError } from './errors.ts'
import { choiceProblems, objects } from './limits.ts'
import { editMessage, makeMessage, messageJson } from './messages.ts'
import { type Answer, type Ask, json, noContent, type RouteTable } from './routes.ts'
import { type Channel, findChannel, type Interaction, type Json, type Message, type World } from './world.ts'

// https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
const FIRST_ANSWER_MS = 3_000
const TOKEN_MS = 15 * 60_000

function channelOf(world: World, interaction: Interaction): Channel {
  const channel = findChannel(world, interaction.channelId)
  return channel ?? { id: interaction.channelId, guildId: '', name: 'direct', type: 1, denied: new Set(), messages: [] }
}

function told(interaction: Interaction): void {
  for (const tell of interaction.changed) tell()
}

function draft(world: World, interaction: Interaction, { payload, uploads }: Pick<Ask, 'payload' | 'uploads'>) {
  return { payload, uploads, channel: channelOf(world, interaction), interactionToken: interaction.token }
}

function firstAnswer(world: World, interaction: Interaction, ask: Ask): void {
  const data = (ask.payload.data ?? {}) as Json
  const type = Number(ask.payload.type)
  if (type === 8) {
    const problems = choiceProblems(objects(data.choices))
    if (problems.length > 0) throw formError(problems)
  }
  if (type === 4) interaction.original = makeMessage(world, draft(world, interaction, { payload: data, uploads: ask.uploads }))
  if (type === 7 && interaction.source !== null)
    editMessage(world, interaction.source, draft(world, interaction, { payload: data, uploads: ask.uploads }))
}

function callback(world: World, ask: Ask): Answer {
  const interaction = world.interactions.get(ask.params[1] ?? '')
  if (interaction === undefined || interaction.id !== ask.params[0]) throw apiError(10062)
  if (interaction.callback !== null) throw apiError(40060)
  if (world.clock.now() - interaction.createdAt > FIRST_ANSWER_MS) throw apiError(10062)
  firstAnswer(world, interaction, ask)
  interaction.callback = ask.payload
  told(interaction)
  if (ask.query.get('with_response') !== 'true') return noContent()
  const resource =
    interaction.original === null ? {} : { resource: { type: ask.payload.type, message: messageJson(world, interaction.original) } }
  return json({ interaction: { id: interaction.id, type: interaction.type }, ...resource })
}

function held(world: World, ask: Ask): Interaction {
  const interaction = world.interactions.get(ask.params[1] ?? '')
  if (interaction === undefined || ask.params[0] !== world.applicationId) throw apiError(10015)
  if (world.clock.now() - interaction.createdAt > TOKEN_MS) throw apiError(50027)
  if (interaction.callback === null) throw apiError(10015)
  return interaction
}

function editOriginal(world: World, ask: Ask): Answer {
  const interaction = held(world, ask)
  const deferred = Number((interaction.callback?.data as Json | undefined)?.flags ?? 0)
  if (interaction.original === null) {
    if (interaction.callback?.type !== 5) throw apiError(10008)
    interaction.original = makeMessage(
      world,
      draft(world, interaction, { payload: { ...ask.payload, flags: deferred }, uploads: ask.uploads }),
    )
  } else {
    editMessage(world, interaction.original, draft(world, interaction, ask))
  }
  told(interaction)
  return json(messageJson(world, interaction.original))
}

function deleteOriginal(world: World, ask: Ask): Answer {
  const interaction = held(world, ask)
  interaction.original = null
  interaction.isTakenAway = true
  told(interaction)
  return noContent()
}

function readOriginal(world: World, ask: Ask): Answer {
  const { original } = held(world, ask)
  if (original === null) throw apiError(10008)
  return json(messageJson(world, original))
}

/** Directly after a deferred answer it takes that one's place, as public or private as that was: the flag in the request does not count. */
function followUp(world: World, ask: Ask): Answer {
  const interaction = held(world, ask)
  const isWaiting = interaction.callback?.type === 5 && interaction.original === null && interaction.isTakenAway !== true
  if (isWaiting) return editOriginal(world, ask)
  const message: Message = makeMessage(world, draft(world, interaction, ask))
  interaction.followUps.push(message)
  told(interaction)
  return json(messageJson(world, message))
}

export const interactionRoutes: RouteTable = [
  ['POST', /^\/interactions\/(\d+)\/([^/]+)\/callback$/, callback],
  ['GET', /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/, readOriginal],
  ['PATCH', /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/, editOriginal],
  ['DELETE', /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/, deleteOriginal],
  ['POST', /^\/webhooks\/(\d+)\/([^/]+)$/, followUp],
]
