import iconv from 'iconv-lite'

/**
 * Labels to the decoder that reads what publishers mean by them: EUC-KR is read as its superset CP949 and Big5 as
 * Big5-HKSCS by iconv-lite, since TextDecoder lacks most of the Hangul syllables of the one and many characters of the other.
 */
const ALIASES: Readonly<Record<string, string>> = {
  'utf-8': 'utf8',
  utf8: 'utf8',
  unicode: 'utf8',
  'euc-kr': 'cp949',
  euckr: 'cp949',
  'ks_c_5601-1987': 'cp949',
  ksc5601: 'cp949',
  ks_c_5601: 'cp949',
  cp949: 'cp949',
  ms949: 'cp949',
  uhc: 'cp949',
  'windows-949': 'cp949',
  big5: 'big5hkscs',
  'big5-hkscs': 'big5hkscs',
  cp950: 'big5hkscs',
  'shift-jis': 'shift_jis',
  shift_jis: 'shift_jis',
  sjis: 'shift_jis',
  'x-sjis': 'shift_jis',
  ms932: 'shift_jis',
  cp932: 'shift_jis',
  'windows-31j': 'shift_jis',
  'euc-jp': 'euc-jp',
  eucjp: 'euc-jp',
  'x-euc-jp': 'euc-jp',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  gb18030: 'gb18030',
  cp936: 'gb18030',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  'utf-16': 'utf-16',
  'utf-32': 'utf-32',
  'utf-32le': 'utf-32le',
  'utf-32be': 'utf-32be',
  'ucs-4': 'utf-32',
  'ucs-2': 'utf-16',
}

/** The canonical name of a label as written in a header, a declaration or the configuration; null where nobody knows it. */
export function charsetNamed(label: string): string | null {
  const key = label
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase()
  const alias = Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined
  if (alias !== undefined) return alias
  if (key === '' || key === 'base64' || key === 'hex' || key === 'binary' || !/^[a-z0-9_:.-]{2,40}$/.test(key)) return null
  try {
    return new TextDecoder(key).encoding
  } catch {
    return iconv.encodingExists(key) ? key : null
  }
}

const BY_ICONV: ReadonlySet<string> = new Set(['cp949', 'big5hkscs', 'utf-32', 'utf-32le', 'utf-32be'])

/** Decodes by a canonical name. What cannot be read becomes U+FFFD. */
export function decodeAs(bytes: Uint8Array, charset: string): string {
  if (!BY_ICONV.has(charset)) {
    try {
      return new TextDecoder(charset).decode(bytes)
    } catch {
      // ICU does not have it: iconv-lite may
    }
  }
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), charset)
}
