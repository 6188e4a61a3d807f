import type { DigestBrief } from '../../domain/digest.ts'
import { visible } from '../../domain/plain-text.ts'
import { plain } from '../../domain/rich-text.ts'
import { digestReply } from '../../words/digests.ts'
import { wrap } from './columns.ts'
import { INDENT, type Look, style, widthOf } from './render.ts'

const ROOM = 12_000

/** A digest as lines for a terminal, without line ends. */
export function renderDigest(brief: DigestBrief, look: Look): readonly string[] {
  const { title, body, footer } = digestReply(brief, ROOM, look.words, look.blocs)
  const [bold, dim] = [style(look, '1', '22'), style(look, '2', '22')]
  const part = (text: string, paint: (line: string) => string = (line) => line): readonly string[] =>
    wrap(visible(text), widthOf(look) - INDENT.length).map((line) => `${INDENT}${paint(line)}`)
  return [
    ...part(title, bold),
    ...part(footer, dim),
    ...body.flatMap((line) => (line.length === 1 && line[0]?.bold === true ? ['', ...part(plain(line), bold)] : part(plain(line)))),
  ]
}
