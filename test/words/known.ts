/**
 * What stays as it is in every language: commands and what is typed for them, places of values, names of settings, files, formats and
 * platforms' own names, signs of markup, and the bot's name.
 */
export const KNOWN = new RegExp(
  [
    String.raw`npm run .*--write|https?://[\w./-]*|\{[a-z]+\d?\}|(?:config|docs)/[\w-]+\.yaml|actors\.yaml|\b(?:admin|poll)\.[a-zA-Z]+`,
    String.raw`\b(?:api\.slack|discord)\.com[\w/]*|/[a-z]+(?: (?:add|list|log|near)\b)?|\b[a-z]+:\S*|\b[A-Z]+_[A-Z_]+\b|\b(?:Asia|Europe)/[A-Z][a-z]+`,
    String.raw`“?«?「?Authorization: Bearer|\b(?:Manage Server|View Channel|Send Messages|Embed Links|Attach Files|Freedom Edge|JSON Feed)\b`,
    String.raw`\b(?:PLOVER|Alignment Watch|Discord|Slack|Bot|RSS|OPML|Atom|RDF|HTML|XML|HTTP|TLS|URL|KST|UTC|ISO|IANA|JSON|JPEG|SVG|PNG|TASS)\b`,
    String.raw`\b(?:KOR|JPN|USA|PRK|RUS|UNO|IGO|xoxb|xapp|https?|cron|webhook|userAgent|sergey-lavrov|night-desk|all|off|yes|C0123ABCD)\b`,
    String.raw`\b[A-Z]\d?\b`,
  ].join('|'),
  'g',
)
