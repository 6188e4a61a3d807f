import type { Problem } from './errors.ts'
import type { Json } from './world.ts'

// Limits of https://discord.com/developers/docs/resources/message and /components/reference, written down here a second
// time on purpose: the stand-in must not take the bot's word for them.
const EMBED_TOTAL = 6000

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
export const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
const lengthOf = (value: unknown): number => (typeof value === 'string' ? [...value].length : 0)
const isHttp = (value: unknown): boolean => typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

function tooLong(path: string, value: unknown, max: number): readonly Problem[] {
  if (lengthOf(value) <= max) return []
  return [{ path, code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${max} or fewer in length.` }]
}

function required(path: string, value: unknown): readonly Problem[] {
  return lengthOf(value) > 0 && String(value).trim() !== '' ? [] : [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }]
}

function badUrl(path: string, value: unknown, schemes: readonly string[] = ['http', 'https']): readonly Problem[] {
  if (value === undefined || value === null || isHttp(value)) return []
  if (schemes.includes('attachment') && String(value).startsWith('attachment://')) return []
  return [{ path, code: 'URL_TYPE_INVALID_SCHEME', message: `Scheme "${String(value).split(':')[0]}" is not supported.` }]
}

function fieldProblems(path: string, field: Json): readonly Problem[] {
  return [
    ...required(`${path}.name`, field.name),
    ...required(`${path}.value`, field.value),
    ...tooLong(`${path}.name`, field.name, 256),
    ...tooLong(`${path}.value`, field.value, 1024),
  ]
}

function embedLength(embed: Json): number {
  const fields = objects(embed.fields).reduce((sum, field) => sum + lengthOf(field.name) + lengthOf(field.value), 0)
  const parts = [embed.title, embed.description, isObject(embed.footer) && embed.footer.text, isObject(embed.author) && embed.author.name]
  return fields + parts.reduce<number>((sum, part) => sum + lengthOf(part), 0)
}

function embedProblems(path: string, embed: Json): readonly Problem[] {
  const footer = isObject(embed.footer) ? embed.footer : {}
  const author = isObject(embed.author) ? embed.author : {}
  const image = isObject(embed.image) ? embed.image : {}
  const fields = objects(embed.fields)
  return [
    ...tooLong(`${path}.title`, embed.title, 256),
    ...tooLong(`${path}.description`, embed.description, 4096),
    ...tooLong(`${path}.footer.text`, footer.text, 2048),
    ...tooLong(`${path}.author.name`, author.name, 256),
    ...badUrl(`${path}.url`, embed.url),
    ...badUrl(`${path}.image.url`, image.url, ['attachment']),
    ...(fields.length > 25 ? [{ path: `${path}.fields`, code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 25 or fewer in length.' }] : []),
    ...fields.flatMap((field, index) => fieldProblems(`${path}.fields.${index}`, field)),
    ...(embed.timestamp !== undefined && Number.isNaN(Date.parse(String(embed.timestamp)))
      ? [{ path: `${path}.timestamp`, code: 'DATE_TIME_TYPE_PARSE', message: 'Could not parse.' }]
      : []),
    ...(embed.color !== undefined && !(Number.isInteger(embed.color) && Number(embed.color) >= 0 && Number(embed.color) <= 0xffffff)
      ? [{ path: `${path}.color`, code: 'NUMBER_TYPE_MAX', message: 'int value should be less than or equal to 16777215.' }]
      : []),
  ]
}

function buttonProblems(path: string, button: Json): readonly Problem[] {
  const link = button.style === 5
  return [
    ...(button.emoji === undefined ? required(`${path}.label`, button.label) : []),
    ...tooLong(`${path}.label`, button.label, 80),
    ...(link
      ? [...required(`${path}.url`, button.url), ...badUrl(`${path}.url`, button.url), ...tooLong(`${path}.url`, button.url, 512)]
      : []),
    ...(link ? [] : [...required(`${path}.custom_id`, button.custom_id), ...tooLong(`${path}.custom_id`, button.custom_id, 100)]),
  ]
}

function componentProblems(rows: readonly Json[]): readonly Problem[] {
  const problems: Problem[] = []
  const seen = new Set<unknown>()
  if (rows.length > 5) problems.push({ path: 'components', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 5 or fewer in length.' })
  rows.forEach((row, at) => {
    const buttons = objects(row.components)
    const path = `components.${at}.components`
    if (row.type !== 1)
      problems.push({ path: `components.${at}.type`, code: 'UNION_TYPE_CHOICES', message: 'Value of field "type" must be one of (1,).' })
    if (buttons.length < 1 || buttons.length > 5)
      problems.push({ path, code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 5 in length.' })
    buttons.forEach((button, index) => {
      problems.push(...buttonProblems(`${path}.${index}`, button))
      if (button.custom_id === undefined) return
      if (seen.has(button.custom_id))
        problems.push({
          path: `${path}.${index}.custom_id`,
          code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
          message: 'Component custom id cannot be duplicated',
        })
      seen.add(button.custom_id)
    })
  })
  return problems
}

function mentionProblems(allowed: unknown): readonly Problem[] {
  if (!isObject(allowed)) return []
  const parse = Array.isArray(allowed.parse) ? allowed.parse : []
  return ['users', 'roles']
    .filter((kind) => parse.includes(kind) && Array.isArray(allowed[kind]) && allowed[kind].length > 0)
    .map((kind) => ({
      path: 'allowed_mentions',
      code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
    }))
}

/** Every limit of a message that it breaks, as Discord words it. `fileNames` are those sent along or kept. */
export function messageProblems(payload: Json, fileNames: readonly string[]): readonly Problem[] {
  const embeds = objects(payload.embeds)
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0)
  const images = embeds.map((embed) => (isObject(embed.image) ? String(embed.image.url ?? '') : ''))
  const lost = images.filter((url) => url.startsWith('attachment://') && !fileNames.includes(url.slice('attachment://'.length)))
  return [
    ...tooLong('content', payload.content, 2000),
    ...(payload.nonce !== undefined && lengthOf(String(payload.nonce)) > 25
      ? [{ path: 'nonce', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 25 or fewer in length.' }]
      : []),
    ...(embeds.length > 10 ? [{ path: 'embeds', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 10 or fewer in length.' }] : []),
    ...embeds.flatMap((embed, index) => embedProblems(`embeds.${index}`, embed)),
    ...(total > EMBED_TOTAL
      ? [{ path: 'embeds', code: 'MAX_EMBED_SIZE_EXCEEDED', message: `Embed size exceeds maximum size of ${EMBED_TOTAL}` }]
      : []),
    ...componentProblems(objects(payload.components)),
    ...objects(payload.attachments).flatMap((file, index) => tooLong(`attachments.${index}.description`, file.description, 1024)),
    ...mentionProblems(payload.allowed_mentions),
    // Discord drops such a picture in silence; here it is an error, so that a test sees it.
    ...lost.map((url) => ({ path: 'embeds', code: 'STAND_IN_LOST_ATTACHMENT', message: `${url} names no file of this message` })),
  ]
}

/** Limits of autocomplete choices. */
export function choiceProblems(choices: readonly Json[]): readonly Problem[] {
  return [
    ...(choices.length > 25 ? [{ path: 'data.choices', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 25 or fewer in length.' }] : []),
    ...choices.flatMap((choice, index) => [
      ...required(`data.choices.${index}.name`, choice.name),
      ...tooLong(`data.choices.${index}.name`, choice.name, 100),
      ...tooLong(`data.choices.${index}.value`, choice.value, 100),
    ]),
  ]
}

const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u

function optionProblems(path: string, options: readonly Json[]): readonly Problem[] {
  let optionalSeen = false
  return options.flatMap((option, index) => {
    const late = optionalSeen && option.required === true
    optionalSeen ||= option.required !== true
    const at = `${path}.${index}`
    return [
      ...(NAME.test(String(option.name))
        ? []
        : [{ path: `${at}.name`, code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' }]),
      ...required(`${at}.description`, option.description),
      ...tooLong(`${at}.description`, option.description, 100),
      ...(objects(option.options).length > 25
        ? [{ path: `${at}.options`, code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 25 or fewer in length.' }]
        : []),
      ...optionProblems(`${at}.options`, objects(option.options)),
      ...(late
        ? [
            {
              path: at,
              code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
              message: 'Required options must be placed before non-required options',
            },
          ]
        : []),
      ...(objects(option.choices).length > 0 && option.autocomplete === true
        ? [
            {
              path: `${at}.autocomplete`,
              code: 'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES',
              message: 'Autocomplete and choices exclude each other',
            },
          ]
        : []),
    ]
  })
}

/** Limits of a set of slash commands. */
/** The letters of a command's names, descriptions and values, its options' and choices' too. */
const lettersIn = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0
  const own = ['name', 'description', 'value'].map((key) => (value as Json)[key]).filter((text) => typeof text === 'string')
  const inner = Object.values(value).filter((one) => typeof one === 'object')
  return own.reduce((sum, text) => sum + text.length, 0) + inner.reduce((sum: number, one) => sum + lettersIn(one), 0)
}

export function commandProblems(commands: readonly Json[]): readonly Problem[] {
  const names = commands.map((command) => command.name)
  return [
    ...(commands.length > 100 ? [{ path: '_root', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 100 or fewer in length.' }] : []),
    ...commands.flatMap((command, index) => [
      ...(NAME.test(String(command.name)) && command.name === String(command.name).toLowerCase()
        ? []
        : [{ path: `${index}.name`, code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' }]),
      ...(names.indexOf(command.name) === index
        ? []
        : [{ path: `${index}.name`, code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message: 'Application command names must be unique' }]),
      ...required(`${index}.description`, command.description),
      ...tooLong(`${index}.description`, command.description, 100),
      ...optionProblems(`${index}.options`, objects(command.options)),
      ...(lettersIn({ ...command, name_localizations: null, description_localizations: null }) > 8_000
        ? [{ path: `${index}`, code: 'APPLICATION_COMMAND_TOO_LARGE', message: 'Command exceeds maximum size' }]
        : []),
    ]),
  ]
}
