const languageNames = new Intl.DisplayNames('en', { type: 'language' })

/** `Korean` for `ko`; the code itself where it is none. */
export function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}
