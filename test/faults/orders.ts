/** What the campaign tells a program that runs. */
export type Order =
  | { readonly kind: 'time'; readonly wallMs: number; readonly forwardMs: number }
  /** `log`: every write is refused when it would be committed. `pages`: the file itself may not grow (SQLite's max_page_count). */
  | { readonly kind: 'disk'; readonly full: boolean; readonly how: 'log' | 'pages' }

/** The word to begin. With `statementsToLive` the program kills itself before it prepares that statement. */
export type Setup = { readonly kind: 'go'; readonly wallMs: number; readonly forwardMs: number; readonly statementsToLive?: number }
