import type { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'

/** Thrown where a body, unpacked, grows beyond the cap. */
export class TooLarge extends Error {}

/** Thrown where a body is packed in a way that was not asked for. */
export class UnknownEncoding extends Error {}

export const ACCEPT_ENCODING = 'br, gzip, zstd'

/** More layers than this are an attack, not an encoding. */
const MAX_LAYERS = 3

const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
  deflate: createInflate,
}

/** The unpackers for a Content-Encoding, outermost layer first. */
function unpackers(encoding: string | undefined): readonly Transform[] {
  const layers = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity')
  if (layers.length > MAX_LAYERS) throw new UnknownEncoding(layers.join(', '))
  return layers.toReversed().map((layer) => {
    const make = Object.hasOwn(UNPACKERS, layer) ? UNPACKERS[layer] : undefined
    if (make === undefined) throw new UnknownEncoding(layer)
    return make()
  })
}

/**
 * Reads a body to its end, unpacked, counting as it streams: neither a flood nor a bomb is ever held beyond `maxBytes`.
 * @throws TooLarge, UnknownEncoding, and what the connection or the unpacker throws.
 */
export async function readBody(body: Readable, encoding: string | undefined, maxBytes: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  let total = 0
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      total += chunk.length
      if (total > maxBytes) throw new TooLarge()
      chunks.push(chunk)
    }
  }
  await pipeline([body, ...unpackers(encoding), collect], { signal })
  return Buffer.concat(chunks, total)
}
