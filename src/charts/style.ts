/** One look for every picture: sizes in SVG units; a picture is 640 wide and drawn at twice that. */
export const STYLE = {
  width: 640,
  margin: 28,
  paper: '#ffffff',
  ink: '#16202b',
  /** For what explains: 7:1 on the paper. */
  soft: '#4a5561',
  rule: '#c9d0d7',
  faint: '#eef1f4',
  /** For what is about no alignment. */
  other: '#7d8792',
  font: "'Noto Sans', system-ui, sans-serif",
  title: 23,
  label: 17,
  text: 15,
} as const
