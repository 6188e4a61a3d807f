import { objects } from './limits.ts'
import { messageJson } from './messages.ts'
import { findChannel, type Interaction, type Json, type Message, type World } from './world.ts'

/** One interaction as the person who began it sees it. */
export type Talk = {
  readonly interaction: Interaction
  /** The first answer as sent: `{type, data}`. Rejects after `withinMs` of real time. */
  answered(withinMs?: number): Promise<Json>
  /** The message that stands in the end: the first answer, or what a deferred one became, or the last follow-up. */
  message(withinMs?: number): Promise<Message>
  /** Autocomplete's choices. */
  choices(withinMs?: number): Promise<readonly { readonly name: string; readonly value: string }[]>
}

/** `manages`: whether they have the permission Manage Server; `locale`: the language of their Discord. */
export type Where = { readonly channelId: string; readonly userId?: string; readonly manages?: boolean; readonly locale?: string }

/** What users do: each call sends an interaction as Discord would and lets the test await the answer. */
export type People = {
  /** A subcommand is named behind its command: `watch add`. */
  command(where: Where, name: string, options?: Readonly<Record<string, string>>): Talk
  autocomplete(where: Where, name: string, option: string, typed: string): Talk
  /** Clicks the button whose label or custom id is given. */
  click(where: Where, message: Message, button: string): Talk
}

const SUBCOMMAND = 1
/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
const MANAGE_GUILD = String(1n << 5n)

type Option = { readonly name: string; readonly value: string; readonly focused?: boolean }

function until<T>(interaction: Interaction, look: () => T | undefined, withinMs: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer)
      interaction.changed.delete(check)
    }
    const check = (): void => {
      const found = look()
      if (found === undefined) return
      done()
      resolve(found)
    }
    const timer = setTimeout(() => {
      done()
      reject(new Error(`no ${what} within ${withinMs} ms`))
    }, withinMs)
    interaction.changed.add(check)
    check()
  })
}

function talk(interaction: Interaction): Talk {
  const answered = (withinMs = 5_000): Promise<Json> => until(interaction, () => interaction.callback ?? undefined, withinMs, 'answer')
  return {
    interaction,
    answered,
    message: (withinMs = 5_000) =>
      until(interaction, () => interaction.followUps.at(-1) ?? interaction.original ?? undefined, withinMs, 'message'),
    choices: async (withinMs) => {
      const data = (await answered(withinMs)).data as Json
      return objects(data.choices).map(({ name, value }) => ({ name: String(name), value: String(value) }))
    },
  }
}

export function createPeople(world: World): People {
  const begin = (
    type: number,
    { channelId, userId = '900', manages = false, locale = 'en-US' }: Where,
    data: Json,
    source: Message | null,
  ): Talk => {
    const channel = findChannel(world, channelId)
    const guildId = channel?.guildId ?? null
    const id = world.nextId()
    const interaction: Interaction = {
      id,
      token: `token-${id}`,
      type,
      guildId,
      channelId,
      createdAt: world.clock.now(),
      callback: null,
      original: null,
      followUps: [],
      source,
      changed: new Set(),
    }
    world.interactions.set(interaction.token, interaction)
    const user = { id: userId, username: `user-${userId}`, discriminator: '0', global_name: null, avatar: null }
    const permissions = manages ? MANAGE_GUILD : '0'
    const member = { user, roles: [], joined_at: new Date(0).toISOString(), deaf: false, mute: false, flags: 0, permissions }
    world.dispatch(
      'INTERACTION_CREATE',
      {
        id,
        application_id: world.applicationId,
        type,
        token: interaction.token,
        version: 1,
        channel_id: channelId,
        channel: { id: channelId, type: channel?.type ?? 1, ...(guildId === null ? {} : { guild_id: guildId }) },
        locale,
        app_permissions: '0',
        entitlements: [],
        attachment_size_limit: 10_485_760,
        authorizing_integration_owners: guildId === null ? {} : { 0: guildId },
        context: guildId === null ? 1 : 0,
        ...(guildId === null ? { user } : { guild_id: guildId, guild_locale: 'en-US', member }),
        data,
        ...(source === null ? {} : { message: messageJson(world, source) }),
      },
      guildId,
    )
    return talk(interaction)
  }

  /** Only what is registered can be called, as in a real client: a command, or a subcommand of one. */
  const called = (where: Where, name: string, options: readonly Option[]): Json => {
    const [first = '', second] = name.split(' ')
    const command = registered(where, first)
    const within = second === undefined ? command : objects(command.options).find((one) => one.name === second && one.type === SUBCOMMAND)
    if (within === undefined) throw new Error(`/${first} has no subcommand ${second}`)
    const known = new Map(objects(within.options).map((option) => [option.name, option.type]))
    const strange = options.find((option) => !known.has(option.name))
    if (strange !== undefined) throw new Error(`/${name} has no option ${strange.name}`)
    const given = options.map((option) => ({ type: known.get(option.name), ...option }))
    const head = { id: command.id, name: first, type: 1 }
    return { ...head, options: second === undefined ? given : [{ name: second, type: SUBCOMMAND, options: given }] }
  }

  const registered = (where: Where, name: string): Json => {
    const guildId = findChannel(world, where.channelId)?.guildId ?? ''
    const command = [...(world.commands.get(guildId) ?? []), ...(world.commands.get('') ?? [])].find((known) => known.name === name)
    if (command === undefined) throw new Error(`no command /${name} is registered here`)
    return command
  }

  return {
    command: (where, name, options = {}) =>
      begin(
        2,
        where,
        called(
          where,
          name,
          Object.entries(options).map(([option, value]) => ({ name: option, value })),
        ),
        null,
      ),
    autocomplete: (where, name, option, typed) =>
      begin(4, where, called(where, name, [{ name: option, value: typed, focused: true }]), null),
    click: (where, message, button) => {
      const buttons = message.components.flatMap((row) => objects(row.components))
      const found = buttons.find((one) => one.label === button || one.custom_id === button)
      if (found?.custom_id === undefined) throw new Error(`no button ${button} on the message`)
      return begin(3, where, { custom_id: found.custom_id, component_type: 2 }, message)
    },
  }
}
