import type { SlackMessage } from '#src/channels/slack/render.ts'
import { escapeHtml } from './html.ts'

type Json = Readonly<Record<string, unknown>>

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const inner = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})

/** Slack's own date form, in the zone of the reader of these pictures. */
const WHEN = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Seoul',
})

/** Slack shows its own small pictures for these signs; here they are drawn, so that no font is needed for them. */
const dot = (colour: string): string => `<circle cx="8" cy="8" r="7" fill="${colour}"/>`
const stroke = (path: string, colour: string): string =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linecap="round"/>`
const SIGNS: Readonly<Record<string, string>> = {
  '🔴': dot('#d83933'),
  '🟠': dot('#e8912d'),
  '🟡': dot('#f2c744'),
  '🟢': dot('#2f9e44'),
  '🔵': dot('#2d7dd2'),
  '🟣': dot('#8a4fbe'),
  '⚫': dot('#333'),
  '✅': `<rect x="1" y="1" width="14" height="14" rx="3" fill="#2f9e44"/>${stroke('M4.5 8.5l2.5 2.5 4.5-6', '#fff')}`,
  '📰': `<rect x="1.5" y="2.5" width="13" height="11" rx="1" fill="#fff" stroke="#616061" stroke-width="1.4"/>${stroke('M4 6h8M4 9h4M4 11.3h4M10.5 9h1.5', '#616061')}`,
  '💬': `<path d="M2 3h12v8H8l-3.5 3v-3H2z" fill="#fff" stroke="#616061" stroke-width="1.4" stroke-linejoin="round"/>`,
  '❔': stroke('M5 6a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1-1.5 2M8 13.6v.1', '#8a8a8a'),
  '📅': `<rect x="1.5" y="2.5" width="13" height="11.5" rx="1" fill="#fff" stroke="#616061" stroke-width="1.4"/>${stroke('M1.5 6h13M5 1.5v2M11 1.5v2', '#d83933')}`,
}
const withSigns = (html: string): string =>
  html.replace(new RegExp(Object.keys(SIGNS).join('|'), 'gu'), (sign) => `<svg class="sign" viewBox="0 0 16 16">${SIGNS[sign] ?? ''}</svg>`)

/** mrkdwn as HTML: its entities are HTML's own; links, dates and bold are what we write. */
function mrkdwn(text: string): string {
  return withSigns(text)
    .replace(/<!date\^(\d+)\^[^|>]*\|[^>]*>/g, (_, at: string) => `<time>${WHEN.format(Number(at) * 1000)}</time>`)
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, (_, url: string, label: string) => `<a href="${url}">${label}</a>`)
    .replace(/(?<![\p{L}\p{N}])\*([^*\n]+)\*(?![\p{L}\p{N}])/gu, '<b>$1</b>')
    .replaceAll('\n', '<br>')
}

const textHtml = (value: unknown): string => {
  const { type, text = '' } = inner(value)
  return type === 'mrkdwn' ? mrkdwn(String(text)) : escapeHtml(String(text))
}

function blockHtml(block: Json): string {
  if (block.type === 'header') return `<h3>${textHtml(block.text)}</h3>`
  if (block.type === 'section') return `<p>${textHtml(block.text)}</p>`
  if (block.type === 'context')
    return `<div class="context">${list(block.elements)
      .map((one) => `<span>${textHtml(one)}</span>`)
      .join('')}</div>`
  if (block.type === 'actions')
    return `<div class="actions">${list(block.elements)
      .map((one) => `<button>${textHtml(one.text)}</button>`)
      .join('')}</div>`
  throw new Error(`no picture of a block of type ${String(block.type)}`)
}

/** What stands around a message in these pictures: Slack's measures, none of its artwork. */
export const SLACK_STYLE = `
body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.466 Lato, 'Noto Sans', 'Noto Sans CJK KR', sans-serif; }
.message { display: grid; grid-template-columns: 36px 1fr; gap: 8px; padding: 8px 20px; width: 640px; }
.message img { width: 36px; height: 36px; border-radius: 8px; }
.name { font-weight: 900; } .app { background: #ddd; border-radius: 2px; font-size: 10px; font-weight: 700; padding: 1px 3px; margin-left: 4px; color: #454447; }
h3 { font-size: 18px; line-height: 1.33; margin: 8px 0 4px; } p { margin: 4px 0 8px; } a { color: #1264a3; text-decoration: none; }
.context { font-size: 13px; color: #616061; display: flex; flex-wrap: wrap; gap: 0 10px; margin: 6px 0; } .sign { width: 14px; height: 14px; vertical-align: -2px; } .context b { color: #1d1c1d; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
button { font: 700 13px/1 inherit; font-family: inherit; height: 28px; padding: 0 10px; border: 1px solid #bbb; border-radius: 8px; background: #fff; color: #1d1c1d; }`

/** A message of the app as Slack would set it. */
export const slackHtml = ({ text, blocks }: SlackMessage): string => `<article class="message"><img src="/icon.svg" alt="">
<div><span class="name">Alignment Watch</span><span class="app">APP</span>
${blocks.length === 0 ? `<p>${mrkdwn(text)}</p>` : blocks.map((block) => blockHtml(block as unknown as Json)).join('\n')}</div></article>`
