/** What a person was told about a subject (`feed:yonhap-en`): a trouble that lasts is told once, over restarts too. */
export interface Notices {
  /** True where the subject was last told something else, or nothing: the caller then tells it. */
  change(subject: string, text: string, now: number): Promise<boolean>
  /** Forgets the subject. True where something had been told: the caller then tells that it is over. */
  clear(subject: string): Promise<boolean>
  /** Latest told first. */
  list(): Promise<readonly { readonly subject: string; readonly text: string; readonly toldAt: number }[]>
}
