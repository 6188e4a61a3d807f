type Json = Readonly<Record<string, unknown>>

const asList = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0)

/** https://docs.slack.dev/reference/block-kit/blocks */
const LIMITS = { blocks: 50, section: 3000, fields: 10, field: 2000, header: 150, context: 10, actions: 25 }
const BUTTON = { text: 75, value: 2000, url: 3000, actionId: 255 }
const BLOCK_ID = 255
const SELECT = { actionId: 255, placeholder: 150, options: 100, text: 75, value: 150, description: 75 }
const ALT_TEXT = 2000
/** Not in the documentation; seen by others near here (bolt-js#2509). */
const TOTAL_TEXT = 13_200

/** What is wrong with a message's blocks, as Slack's error code and its explanation; null where all is well. */
export function checkBlocks(
  blocks: unknown,
  fileReady: (id: string) => boolean,
): { readonly error: string; readonly detail: string } | null {
  if (blocks === undefined) return null
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', detail: 'blocks is no list' }
  if (blocks.length > LIMITS.blocks) return { error: 'invalid_blocks', detail: `more than ${LIMITS.blocks} items [json-pointer:/blocks]` }
  const list = asList(blocks)
  const ids = list.flatMap((block) => (typeof block.block_id === 'string' ? [block.block_id] : []))
  if (new Set(ids).size < ids.length) return { error: 'invalid_blocks', detail: 'duplicate block_id' }
  if (ids.some((id) => id.length > BLOCK_ID)) return { error: 'invalid_blocks', detail: `block_id has more than ${BLOCK_ID} characters` }
  for (const [index, block] of list.entries()) {
    const wrong = checkBlock(block, fileReady)
    if (wrong !== null) return { error: 'invalid_blocks', detail: `${wrong} [json-pointer:/blocks/${index}]` }
  }
  return textOf(list) > TOTAL_TEXT ? { error: 'msg_blocks_too_long', detail: 'the blocks hold too much text' } : null
}

function checkBlock(block: Json, fileReady: (id: string) => boolean): string | null {
  switch (block.type) {
    case 'section':
      return checkSection(block)
    case 'header':
      return asObject(block.text).type === 'plain_text' ? checkText(block.text, LIMITS.header) : 'a header is plain text'
    case 'context':
      return checkContext(block, fileReady)
    case 'actions':
      return checkActions(block)
    case 'image':
      return checkImage(block, fileReady)
    case 'divider':
      return null
    default:
      return `unsupported type: ${String(block.type)}`
  }
}

function checkText(text: unknown, limit: number): string | null {
  const { type, text: words, verbatim, emoji } = asObject(text)
  if (type !== 'plain_text' && type !== 'mrkdwn') return 'no text object'
  if (lengthOf(words) < 1) return 'must be more than 0 characters'
  if (lengthOf(words) > limit) return `must be less than ${limit + 1} characters`
  if (type === 'plain_text' && verbatim !== undefined) return 'verbatim is for mrkdwn'
  return type === 'mrkdwn' && emoji !== undefined ? 'emoji is for plain_text' : null
}

function checkSection(block: Json): string | null {
  const fields = asList(block.fields)
  if (block.text === undefined && fields.length === 0) return 'a section needs text or fields'
  if (fields.length > LIMITS.fields) return `no more than ${LIMITS.fields} fields`
  const wrongField = fields.map((field) => checkText(field, LIMITS.field)).find((wrong) => wrong !== null)
  const wrongText = block.text === undefined ? null : checkText(block.text, LIMITS.section)
  const wrongButton = block.accessory === undefined ? null : checkElement(asObject(block.accessory))
  return wrongText ?? wrongField ?? wrongButton
}

function checkContext(block: Json, fileReady: (id: string) => boolean): string | null {
  const elements = asList(block.elements)
  if (elements.length < 1 || elements.length > LIMITS.context) return `1 to ${LIMITS.context} elements`
  const wrong = elements.map((element) => (element.type === 'image' ? checkImage(element, fileReady) : checkText(element, LIMITS.section)))
  return wrong.find((one) => one !== null) ?? null
}

function checkActions(block: Json): string | null {
  const elements = asList(block.elements)
  if (elements.length < 1 || elements.length > LIMITS.actions) return `1 to ${LIMITS.actions} elements`
  const ids = elements.map((element) => element.action_id)
  if (new Set(ids).size < ids.length) return 'duplicate action_id'
  return elements.map(checkElement).find((wrong) => wrong !== null) ?? null
}

const checkElement = (element: Json): string | null => (element.type === 'external_select' ? checkSelect(element) : checkButton(element))

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
function checkSelect(select: Json): string | null {
  if (lengthOf(select.action_id) < 1 || lengthOf(select.action_id) > SELECT.actionId) return 'action_id is required, and not too long'
  const least = select.min_query_length
  if (least !== undefined && !(Number.isInteger(least) && Number(least) >= 0)) return 'min_query_length is no whole number'
  if (select.options !== undefined || select.option_groups !== undefined) return 'an external_select asks for its options'
  if (select.placeholder === undefined) return null
  return asObject(select.placeholder).type === 'plain_text'
    ? checkText(select.placeholder, SELECT.placeholder)
    : 'a placeholder is plain text'
}

/**
 * What is wrong with what an app answers where a list asks for its options; null where Slack shows them.
 * https://docs.slack.dev/reference/block-kit/composition-objects/option-object
 */
export function checkOptions(answer: unknown): string | null {
  const { options } = asObject(answer)
  if (!Array.isArray(options)) return 'no list of options'
  if (options.length > SELECT.options) return `more than ${SELECT.options} options`
  const values = asList(options).map(({ value }) => value)
  if (new Set(values).size < values.length) return 'two options have one value'
  return (
    asList(options)
      .map(checkOption)
      .find((wrong) => wrong !== null) ?? null
  )
}

function checkOption({ text, value, description }: Json): string | null {
  if (asObject(text).type !== 'plain_text') return 'an option of a list is plain text'
  if (lengthOf(value) < 1 || lengthOf(value) > SELECT.value) return `value must have 1 to ${SELECT.value} characters`
  return checkText(text, SELECT.text) ?? (description === undefined ? null : checkText(description, SELECT.description))
}

function checkButton(button: Json): string | null {
  if (button.type !== 'button') return `unsupported element: ${String(button.type)}`
  if (asObject(button.text).type !== 'plain_text') return 'a button is plain text'
  if (lengthOf(button.action_id) > BUTTON.actionId) return 'action_id is too long'
  if (lengthOf(button.value) > BUTTON.value) return 'value is too long'
  if (button.url !== undefined && (lengthOf(button.url) > BUTTON.url || !/^https?:\/\//.test(String(button.url)))) return 'invalid url'
  if (button.style !== undefined && button.style !== 'primary' && button.style !== 'danger') return 'invalid style'
  return checkText(button.text, BUTTON.text)
}

function checkImage(image: Json, fileReady: (id: string) => boolean): string | null {
  if (lengthOf(image.alt_text) < 1 || lengthOf(image.alt_text) > ALT_TEXT) return 'alt_text is required'
  const id = asObject(image.slack_file).id
  if (id === undefined) return typeof image.image_url === 'string' ? null : 'an image needs image_url or slack_file'
  return typeof id === 'string' && fileReady(id) ? null : 'invalid slack file'
}

/** The characters of every text in the blocks. */
function textOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textOf(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : textOf(one)), 0)
}
