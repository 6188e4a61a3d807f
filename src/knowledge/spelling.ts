/** How many letters may be wrong in a name of this length (folded, without spaces): none in short ones, where every letter tells. */
export function bound(name: string): number {
  const eastAsian = /[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/.test(name)
  if (eastAsian) return name.length >= 5 ? 1 : 0
  if (name.length < 5) return 0
  return name.length < 9 ? 1 : 2
}
