import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Before every name of ours: https://prometheus.io/docs/practices/naming/ */
const PREFIX = 'alignment_watch_'

/** From a post that goes out at once to one that a night's quiet hours held back, in seconds. */
const POST_BUCKETS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400]
const SEND_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
/** How often the event loop's lag is sampled, in ms. */
const LAG_SAMPLE_MS = 20

/** What Node itself tells, once a process however many bots are opened in it: its observers are never taken down. */
let ofProcess: Registry | null = null

function processRegistry(): Registry {
  if (ofProcess === null) {
    ofProcess = new Registry()
    collectDefaultMetrics({ register: ofProcess, eventLoopMonitoringPrecision: LAG_SAMPLE_MS })
  }
  return ofProcess
}

/** Every instrument of one bot, each registered with what it means. */
export function createInstruments() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Counter<T>({ name: `${PREFIX}${name}`, help, labelNames: [...labelNames], registers })
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Gauge<T>({ name: `${PREFIX}${name}`, help, labelNames: [...labelNames], registers })
  const histogram = <T extends string>(name: string, help: string, labelNames: readonly T[], buckets: readonly number[]) =>
    new Histogram<T>({ name: `${PREFIX}${name}`, help, labelNames: [...labelNames], buckets: [...buckets], registers })
  return {
    polls: counter('polls_total', 'Polls of feeds by how they ended', ['outcome']),
    itemsStored: counter('items_stored_total', 'Items that were new'),
    itemsJudged: counter('items_judged_total', 'Items judged, by decision, why, and language', ['decision', 'reason', 'language']),
    sends: counter('sends_total', 'Sendings to platforms by how they ended', ['platform', 'result', 'reason']),
    removed: counter('retention_removed_total', 'Rows that the retention policy removed or emptied', ['kind']),
    publicationToPost: histogram(
      'publication_to_post_seconds',
      'From the publication of the report that a post tells to the platform’s receipt',
      ['platform', 'post'],
      POST_BUCKETS,
    ),
    storingToPost: histogram(
      'storing_to_post_seconds',
      'From the storing of the report that a post tells to the platform’s receipt',
      ['platform', 'post'],
      POST_BUCKETS,
    ),
    sendDuration: histogram('send_duration_seconds', 'From claiming a delivery to knowing its fate', ['platform'], SEND_BUCKETS),
    feedNewest: gauge('feed_newest_item_timestamp_seconds', 'When the newest item of a feed was published', ['feed']),
    feeds: gauge('feeds', 'Feeds by how they do: healthy, failing, dead (failing for long, or gone), new (not polled yet)', ['state']),
    feedsUnlisted: gauge('feeds_without_series', 'Feeds beyond the number that have a series of their own'),
    queueEntries: gauge('queue_entries', 'What waits, by queue and why', ['queue', 'state']),
    queueAge: gauge('queue_oldest_age_seconds', 'How long the oldest has waited; 0 where none waits', ['queue', 'state']),
    stops: gauge('stops', 'Routes and platforms that refused us and are tried again by themselves', ['kind']),
    jobsStopped: gauge('jobs_stopped', 'Jobs whose last run failed'),
    connected: gauge('platform_connected', '1 where a platform takes our posts and commands reach us', ['platform']),
    keptRatio: gauge('classifier_kept_ratio', 'Share of items kept, of those published in a week; 0 is the last seven days', ['weeks_ago']),
    judgedItems: gauge('classifier_judged_items', 'Items judged, of those published in a week', ['weeks_ago']),
    unknownRatio: gauge(
      'classifier_unknown_language_ratio',
      'Share of items in a language that no rule is written for, of those published in a week',
      ['weeks_ago'],
    ),
    storeSize: gauge('store_size_bytes', 'What the store takes on its disk'),
    storeUp: gauge('store_up', '1 where the store answered this scrape; 0 leaves out what is asked of it'),
    contentType: registry.contentType,
    async text(): Promise<string> {
      return (await Registry.merge([registry, processRegistry()]).metrics()).replace(/\n*$/, '\n')
    },
  }
}

export type Instruments = ReturnType<typeof createInstruments>
