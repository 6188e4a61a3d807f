declare module 'subset-font' {
  /** A font with no other letters than those of `text`. */
  export default function subsetFont(font: Uint8Array, text: string, options: { readonly targetFormat: 'truetype' }): Promise<Uint8Array>
}
