/** A lead byte and a continuation byte of UTF-8, each read as Latin-1 or Windows-1252. */
const SIGN = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/

const TO_1252: ReadonlyMap<string, number> = new Map(
  Array.from(new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)), (character, byte) => [
    character,
    byte,
  ]),
)

/** What the publisher took UTF-8 for. Latin-1 is the safe guess; Windows-1252 also undoes `â€™`. */
type Reach = 'latin-1' | 'windows-1252'

/** The bytes of a text that is all of that charset; null where it holds anything else. */
function bytesOf(text: string, reach: Reach): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    const byte = code < 0x100 ? code : reach === 'latin-1' ? undefined : TO_1252.get(text[index] ?? '')
    if (byte === undefined) return null
    bytes[index] = byte
  }
  return bytes
}

/**
 * Undoes UTF-8 that a publisher took for Latin-1 or Windows-1252 and encoded again (`â€™` for `’`). The text itself where
 * that is not what happened: then its bytes are no valid UTF-8. Half a character at the end, cut off with white space, goes.
 */
export function repairMojibake(text: string, reach: Reach): string {
  if (!SIGN.test(text)) return text
  const bytes = bytesOf(reach === 'windows-1252' ? text.replace(/[ÂÃâ]$/, '') : text, reach)
  if (bytes === null) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return text
  }
}
