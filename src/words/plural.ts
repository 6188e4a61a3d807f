const russian = new Intl.PluralRules('ru')

/** The form of a Russian noun after a number: `1 отчёт`, `2 отчёта`, `5 отчётов`. */
export function russianForm(count: number, one: string, few: string, many: string): string {
  const form = russian.select(count)
  return form === 'one' ? one : form === 'few' ? few : many
}
