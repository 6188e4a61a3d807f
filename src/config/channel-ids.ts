import { WEBHOOK_NAME } from './webhooks.ts'

/** How each platform writes a channel, and what to write where it is none. */
export const CHANNEL_IDS: Readonly<Record<string, { readonly pattern: RegExp; readonly fix: string }>> = {
  discord: { pattern: /^\d{5,20}$/, fix: 'Write the channel\'s number in quotes: developer mode, right click, "Copy Channel ID".' },
  slack: {
    pattern: /^[A-Z][A-Z0-9]{2,}$/,
    fix: "Write the channel's id, such as C0123ABCD: it stands at the end of the channel's details.",
  },
  webhook: {
    pattern: WEBHOOK_NAME,
    fix: 'Write a name of your own, such as night-desk, and its address into WEBHOOK_NIGHT_DESK_URL: who has it can post.',
  },
}
