/** One line of what `/metrics` answers: a series with its labels and value. */
export type Sample = { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly value: number }

/** Reads Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function readExposition(text: string): { readonly samples: readonly Sample[]; readonly types: ReadonlyMap<string, string> } {
  const types = new Map<string, string>()
  const samples: Sample[] = []
  for (const line of text.split('\n')) {
    const [, named = '', type = ''] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? []
    if (named !== '') types.set(named, type)
    if (line === '' || line.startsWith('#')) continue
    const [, name = '', labels = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    if (name === '') throw new Error(`not a sample: ${line}`)
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text])
    samples.push({ name, labels: Object.fromEntries(pairs), value: value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value) })
  }
  return { samples, types }
}

/** Asks a running bot. */
export async function scrape(address: string): Promise<ReturnType<typeof readExposition>> {
  const response = await fetch(`${address}/metrics`)
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`)
  return readExposition(await response.text())
}

/** The value of the one series with these labels; undefined where there is none. */
export const sampleValue = (samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number | undefined =>
  samples.find((sample) => sample.name === name && Object.entries(labels).every(([key, text]) => sample.labels[key] === text))?.value
