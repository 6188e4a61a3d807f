/** Slack has no colours for text: a sign of the alignment's colour stands before its name. By hue, in degrees. */
const SIGNS: readonly (readonly [hue: number, sign: string])[] = [
  [0, '🔴'],
  [30, '🟠'],
  [55, '🟡'],
  [120, '🟢'],
  [215, '🔵'],
  [280, '🟣'],
  [360, '🔴'],
]
/** Below this difference between its strongest and weakest part (0 to 255) a colour is a grey. */
const GREY = 24

/** The sign whose hue is nearest to `#rrggbb`. */
export function signOf(colour: string): string {
  const hue = hueOf(colour)
  if (hue === null) return '⚫'
  return SIGNS.reduce((best, sign) => (Math.abs(sign[0] - hue) < Math.abs(best[0] - hue) ? sign : best), [Infinity, '⚫'] as const)[1]
}

/** The hue in degrees; null for greys and for what is no colour. */
function hueOf(colour: string): number | null {
  const value = /^#[0-9a-f]{6}$/i.test(colour) ? Number.parseInt(colour.slice(1), 16) : 0
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255]
  const most = Math.max(red, green, blue)
  const range = most - Math.min(red, green, blue)
  if (range < GREY) return null
  const sixth = most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range
  return (sixth * 60 + 360) % 360
}
