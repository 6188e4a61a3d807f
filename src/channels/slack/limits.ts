/** What Slack takes in one block. https://docs.slack.dev/reference/block-kit/blocks */
export const BLOCKS = 50
export const SECTION_TEXT = 3_000
export const SECTION_FIELDS = 10
export const FIELD_TEXT = 2_000
export const HEADER_TEXT = 150
export const CONTEXT_ELEMENTS = 10
export const ACTIONS = 25
export const ALT_TEXT = 2_000

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const BUTTON_TEXT = 75
export const BUTTON_VALUE = 2_000

/**
 * Text over all blocks of a message. Slack does not document it: others met `msg_blocks_too_long` near 13,200 characters
 * (https://github.com/slackapi/bolt-js/issues/2509), so we stay well below.
 */
export const ALL_TEXT = 11_000

/** Addresses longer than this are not linked: they would eat the section they stand in. */
export const LINK_URL = 1_000

/** Posts to one channel: about one a second. https://docs.slack.dev/apis/web-api/rate-limits */
export const POST_GAP_MS = 1_050

/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const BLOCK_ID = 255

/** What a list that asks for its options takes. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export const OPTIONS = 100
export const PLACEHOLDER = 150

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const OPTION_TEXT = 75
export const OPTION_VALUE = 150
