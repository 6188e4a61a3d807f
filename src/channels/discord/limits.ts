// https://discord.com/developers/docs/resources/message#embed-object-embed-limits (lengths are counted here in UTF-16 units,
// never fewer than Discord counts)
export const MAX_CONTENT = 2000
export const MAX_TITLE = 256
export const MAX_DESCRIPTION = 4096
export const MAX_FIELDS = 25
export const MAX_FIELD_NAME = 256
export const MAX_FIELD_VALUE = 1024
export const MAX_FOOTER = 2048
export const MAX_AUTHOR = 256
/** Over all embeds of one message. */
export const MAX_EMBED_TOTAL = 6000
export const MAX_EMBEDS = 10

// https://discord.com/developers/docs/resources/message#attachment-object
export const MAX_ALT_TEXT = 1024

// https://discord.com/developers/docs/components/reference#button
export const MAX_BUTTON_LABEL = 80
export const MAX_BUTTON_URL = 512
export const MAX_CUSTOM_ID = 100
export const MAX_ROW = 5
export const MAX_ROWS = 5

// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure
export const MAX_CHOICES = 25
export const MAX_CHOICE = 100
export const MAX_COMMAND_DESCRIPTION = 100
