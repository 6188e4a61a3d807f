const MONTHS: Readonly<Record<string, string>> = {
  январь: 'января',
  февраль: 'февраля',
  март: 'марта',
  апрель: 'апреля',
  май: 'мая',
  июнь: 'июня',
  июль: 'июля',
  август: 'августа',
  сентябрь: 'сентября',
  октябрь: 'октября',
  ноябрь: 'ноября',
  декабрь: 'декабря',
}

/** A date as it stands behind «с» and «до»: `июня 2025 года` of `июнь 2025`, `9 марта 2004 года`, `2023 года`. */
export function inGenitive(date: string): string {
  const turned = date.replace(/^\p{L}+/u, (month) => MONTHS[month] ?? month)
  return /\d{4}$/u.test(turned) ? `${turned} года` : turned
}
