const forms = new Intl.PluralRules('en', { type: 'ordinal' })
const ENDS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinal = (number: number): string => ENDS[forms.select(number)] ?? 'th'

/** The longer affairs that `config/affairs.yaml` names, by the names they have there. One without words here stays in English. */
const names = {
  'Leaders’ meetings of the United States, Japan and South Korea': 'Leaders’ meetings of the United States, Japan and South Korea',
  'Calls among the United States, Japan and South Korea': 'Calls among the United States, Japan and South Korea',
  'Japan–South Korea leaders’ visits': 'Japan–South Korea leaders’ visits',
  'Joint drills of the United States, Japan and South Korea': 'Joint drills of the United States, Japan and South Korea',
  'Joint drills of the United States and South Korea': 'Joint drills of the United States and South Korea',
  'Missile-warning data shared by the United States, Japan and South Korea':
    'Missile-warning data shared by the United States, Japan and South Korea',
  'Meetings of Vladimir Putin and Kim Jong Un': 'Meetings of Vladimir Putin and Kim Jong Un',
  'Russia–North Korea visits': 'Russia–North Korea visits',
  'Russia–North Korea treaty': 'Russia–North Korea treaty',
  'North Korean troops and builders for Russia': 'North Korean troops and builders for Russia',
  'North Korean troops in the war on Ukraine': 'North Korean troops in the war on Ukraine',
  'North Korean arms for Russia': 'North Korean arms for Russia',
  'Russian technology for North Korea': 'Russian technology for North Korea',
  'Russia–North Korea transport and tourism': 'Russia–North Korea transport and tourism',
  'North Korean workers in Russia': 'North Korean workers in Russia',
  'Russia and North Korea at the United Nations': 'Russia and North Korea at the United Nations',
  'Warnings to the United States, Japan and South Korea': 'Warnings to the United States, Japan and South Korea',
  'North Korean prisoners of war': 'North Korean prisoners of war',
}

export const affairs = {
  names,
  /** One of the editions of an exercise. */
  edition: (name: string, number: number): string => `${name}, ${number}${ordinal(number)} edition`,
}
