/** Parameters that say how a reader came, not what to show: campaigns, click ids, feed marks. Lower case. */
const TRACKING =
  /^(?:utm_\w+|at_(?:medium|campaign|custom\d|link\w*|ptr_name|format|bbc_team)|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|twclid|mc_[ce]id|_hsenc|_hsmi|mkt_tok|cmpid|cmp|ns_\w+|ocid|smid|smtyp|xtor|wt\.mc_id|ref_src|referrer|spm|partner|traffic_source|feedtype|source=rss|sr_share|ito|ftag|taid|ncid|cvid|soc_src|soc_trk|traffic|mod=rss\w*|from=rss|ref=rss|rss=\d)$/

const isTracking = (name: string, value: string): boolean =>
  TRACKING.test(name.toLowerCase()) || TRACKING.test(`${name}=${value}`.toLowerCase())

/** Addresses that only forward to the one in a parameter: Bing News, Google Alerts. */
const FORWARDERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:www\.)?bing\.com\/news\/apiclick\.aspx$/i, ['url']],
  [/^(?:www\.)?google\.(?:com|co\.\w\w)\/url$/i, ['url', 'q']],
]

function forwarded(url: URL): URL {
  const parameters = FORWARDERS.find(([pattern]) => pattern.test(url.hostname + url.pathname))?.[1] ?? []
  for (const name of parameters) {
    const target = URL.parse(url.searchParams.get(name) ?? '')
    if (target !== null && /^https?:$/.test(target.protocol)) return target
  }
  return url
}

/**
 * The address of an article itself: forwarding addresses unwrapped, tracking parameters and fragments off, the rest as the
 * publisher wrote it. '' for anything but http(s).
 */
export function canonicalUrl(link: string): string {
  const parsed = URL.parse(link)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return ''
  const url = forwarded(parsed)
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTracking(pair.split('=')[0] ?? '', pair.split('=')[1] ?? ''))
  url.search = kept.join('&')
  if (/^#(?:xtor|utm_|ref|at_|rss)/i.test(url.hash)) url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}
