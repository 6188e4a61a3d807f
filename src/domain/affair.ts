/** What news talks of, told alike in five languages: the bridge between reports that share no letter. */
export type Concept = {
  readonly name: string
  /** How it reads in a headline of topics; null where it is too common to tell anything. */
  readonly topic: string | null
  /** Stems that begin a word; `*` stands for any letters. */
  readonly en: readonly string[]
  readonly ru: readonly string[]
  /** Parts that may stand anywhere. */
  readonly ko: readonly string[]
  readonly ja: readonly string[]
  /** Likewise, in simplified characters. */
  readonly zh: readonly string[]
}

/** What `config/affairs.yaml` lists: how affairs are named, what is talked of, and how outlets take back what they wrote. */
export type Affairs = {
  /** By subtype of the lexicon, as a reader would name the affair that its stories belong to. */
  readonly threads: Readonly<Record<string, string>>
  readonly concepts: readonly Concept[]
  /** How a report is headed that takes the place of an earlier one of its outlet, or takes it back. */
  readonly notices: { readonly correction: readonly string[]; readonly retraction: readonly string[] }
}
