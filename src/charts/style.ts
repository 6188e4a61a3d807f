/**
 * One look for every picture: sizes in SVG units. A picture is 480 wide and drawn at twice that, so that its smallest words are as tall as
 * those of a post when a phone shows it 360 points wide. Colours are those of bright paper; `theme.ts` has the dark ones.
 */
export const STYLE = {
  width: 480,
  margin: 20,
  paper: '#ffffff',
  ink: '#16202b',
  /** For what explains: 7:1 on the paper. */
  soft: '#4a5561',
  rule: '#c9d0d7',
  faint: '#eef1f4',
  /** For what is about no alignment. */
  other: '#7d8792',
  /** Slanted lines on grey: what was not read. */
  hatch: '#e6e9ed',
  hatchLine: '#c3cad2',
  /** Told apart by place or line first, then by colours that no alignment has; deeds are strong, words faint. */
  cooperation: { deed: '#0f6f6c', word: '#7cc4bd' },
  conflict: { deed: '#7a2a66', word: '#cf9cc4' },
  /** What a page's reader has in place of Noto Sans: as wide or narrower, so that no line runs out of the picture. */
  font: "'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', system-ui, sans-serif",
  title: 20,
  label: 15,
  text: 14,
  small: 13,
} as const
