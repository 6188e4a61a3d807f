import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeBytes } from '#src/feeds/decode.ts'

const KOREAN = '<rss><title>한미일 국방장관, 도쿄에서 회담 열어 똠방</title></rss>'
const JAPANESE = '<rss><title>日米韓の外相、東京で会談を開く</title></rss>'
const SIMPLIFIED = '<rss><title>朝鲜与俄罗斯在平壤签署条约，中国外交部回应</title></rss>'
const TRADITIONAL = '<rss><title>北韓與俄羅斯在平壤簽署條約，外交部回應</title></rss>'
const RUSSIAN = '<rss><title>Россия и КНДР подписали договор в Пхеньяне</title></rss>'

const declared = (charset: string, text: string) => iconv.encode(`<?xml version="1.0" encoding="${charset}"?>${text}`, charset)
const body = (text: string) => text.replace(/^<\?xml.*?\?>/, '')

describe('labelled charsets', () => {
  test.each([
    ['EUC-KR', 'cp949', KOREAN],
    ['ks_c_5601-1987', 'cp949', KOREAN],
    ['Shift_JIS', 'shift_jis', JAPANESE],
    ['EUC-JP', 'euc-jp', JAPANESE],
    ['GB2312', 'gb18030', SIMPLIFIED],
    ['Big5', 'big5hkscs', TRADITIONAL],
    ['windows-1251', 'windows-1251', RUSSIAN],
    ['KOI8-R', 'koi8-r', RUSSIAN],
  ])('%s is read by its declaration, its header and the operator', (label, encoding, text) => {
    const bytes = iconv.encode(text, encoding)
    const withDeclaration = Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${label}"?>`), bytes])
    expect(body(decodeBytes(withDeclaration, {}).text)).toBe(text)
    expect(decodeBytes(bytes, { contentType: `text/xml; charset="${label}"` }).text).toBe(text)
    expect(decodeBytes(bytes, { charset: label }).text).toBe(text)
  })

  test('valid UTF-8 is UTF-8 whatever header and declaration say', () => {
    const bytes = Buffer.from(`<?xml version="1.0" encoding="EUC-KR"?>${KOREAN}`)
    expect(body(decodeBytes(bytes, { contentType: 'text/xml; charset=ISO-8859-1' }).text)).toBe(KOREAN)
  })

  test('labels that name no charset, or a transfer encoding, are passed over', () => {
    expect(decodeBytes(Buffer.from(KOREAN), { contentType: 'text/xml; charset=hex', charset: 'nonsense' }).text).toBe(KOREAN)
  })

  test('ISO-2022-JP is seen by its escapes although it is all ASCII', () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="ISO-2022-JP"?><t>\u001b$BElKL\u001b(B</t>', 'latin1')
    expect(body(decodeBytes(bytes, {}).text)).toBe('<t>東北</t>')
  })
})

describe('marks and wide encodings', () => {
  test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s is read with a mark and without', (encoding) => {
    expect(decodeBytes(iconv.encode(KOREAN, encoding, { addBOM: true }), {}).text).toBe(KOREAN)
    expect(decodeBytes(iconv.encode(KOREAN, encoding, { addBOM: false }), {}).text).toBe(KOREAN)
  })

  test('a doubled UTF-8 mark leaves nothing in the text', () => {
    expect(decodeBytes(Buffer.from(`\ufeff\ufeff${KOREAN}`), {}).text).toBe(KOREAN)
  })
})

describe('no label at all', () => {
  test.each([
    ['cp949', KOREAN],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['gb18030', SIMPLIFIED],
    ['big5hkscs', TRADITIONAL],
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['windows-1252', '<rss><title>Élection à Séoul : la façade du déjà-vu, naïveté</title></rss>'],
  ])('%s is told by how its reading looks', (encoding, text) => {
    const decoded = decodeBytes(iconv.encode(text, encoding), {})
    expect(decoded).toMatchObject({ text, guessed: true, lossy: false })
  })

  test('UTF-8 with a few broken bytes stays UTF-8, and says that it lost something', () => {
    const bytes = Buffer.concat([Buffer.from(KOREAN), Buffer.from([0xff, 0xc3])])
    const decoded = decodeBytes(bytes, {})
    expect(decoded.text.startsWith(KOREAN)).toBe(true)
    expect(decoded).toMatchObject({ charset: 'utf8', lossy: true })
  })
})

test('a body that is packed without saying so is unpacked', () => {
  expect(decodeBytes(gzipSync(KOREAN), {}).text).toBe(KOREAN)
})

test('a packed body that grows beyond the cap is refused', () => {
  expect(() => decodeBytes(gzipSync(Buffer.alloc(11 * 1024 * 1024)), {})).toThrow(RangeError)
})

test('declared bytes that the charset does not have fall to the next sign', () => {
  expect(body(decodeBytes(declared('euc-kr', KOREAN), { contentType: 'text/xml; charset=utf-8' }).text)).toBe(KOREAN)
})
