import { simplified } from '../knowledge/traditional.ts'

/**
 * One form for text that means the same: compatibility forms folded (NFKC), lower case, accents of Latin letters off,
 * traditional Chinese characters to simplified. Lengths may change: never use it for offsets.
 */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u0305\u0307-\u036f]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
  return plain.replace(/\p{Script=Han}/gu, simpler)
}

function simpler(character: string): string {
  const code = simplified.get(character.charCodeAt(0))
  return code === undefined ? character : String.fromCharCode(code)
}
