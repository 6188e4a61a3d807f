import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

const ignore = () => {}

const SILENT: TokenizerCallbacks = {
  onattribdata: ignore,
  onattribentity: ignore,
  onattribend: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
}

/**
 * Runs htmlparser2's tokeniser over a whole text in one pass. It keeps no stack, so nesting costs nothing; character
 * references are left as they stand unless `decodeEntities` asks for HTML's.
 */
export function tokenise(
  text: string,
  options: { readonly xmlMode: boolean; readonly decodeEntities?: boolean },
  callbacks: Partial<TokenizerCallbacks>,
): void {
  const tokenizer = new Tokenizer(
    { xmlMode: options.xmlMode, decodeEntities: options.decodeEntities ?? false },
    { ...SILENT, ...callbacks },
  )
  tokenizer.write(text)
  tokenizer.end()
}
