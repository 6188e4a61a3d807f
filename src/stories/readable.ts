/** Openers that point at a sentence the reader does not see. */
const DANGLING =
  /^["“”'‘(«]?(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|Such|Both|There|Here|Then|But|And|Or|So|However|Meanwhile|Moreover|Furthermore|Also|Still|Yet|Instead|Nevertheless|Additionally|Previously|Similarly|In addition|In return|In turn|As a result|For example|The (?:former|latter|same|move|statement|remarks?|comments?|announcement|report|document|agency|ministry|official|officials|spokesman|spokesperson|two|pair|country|launch|project|leaders|(?:president|prime minister|minister|premier|leader|general|secretary|dictator|pontiff|king)[’']s (?:comments?|remarks?|visit|trip|statement|warning|decision|move|speech|announcement|office|arrival)|allies|trio|meeting|visit|talks|drills?|exercises?|text|figure|plan|deal|treaty)|(?:In|On|At|After|Since|While|When|During) [^,]{0,30},? (?:he|she|they|it))\b/u
/** Words that stand for what another sentence names, wherever they stand in this one. */
const POINTS_BACK =
  /\b(?:the (?:three|two|four|trio|duo|pair|latter|former)(?! (?:koreas|chinas))\b|both (?:sides|leaders|countries|ministers|presidents|nations)\b|also (?:said|told|noted|added|warned|stressed)\b|(?:a|one|two|three|several) (?:days?|weeks?|months?|hours?) (?:earlier|before|later)\b(?! than))/iu
/** What came of something told before: `The launch comes as …`, `On this day …`. */
export const FOLLOWS_ON =
  /^(?:The|This|That|These|Those) (?:[\p{L}-]+ ){1,3}(?:come|comes|came|follow|follows|followed)\b|^(?:On|In|At|During|For|With|After|Since) (?:this|that|these|those)\b|^(?:While|Although|Though|As|After|Before|Because|If) (?:he|she|it|they|this|that)\b/u
const DANGLING_ELSEWHERE =
  /^(?:같은 날|이 자리|이날|그녀는|그가|이는|이에|이어|또한?|하지만|그러나|한편|앞서|이날|同氏|同日|このほか|同時に|同相|同紙|彼は|彼女は|これ|それ|また|一方|しかし|ただ|その|さらに|В это (?:же )?время|Тем временем|Между тем|Там же|Тогда же|Ранее |Он |Она |Они |Это |Этот |Эта |Эти |Также |Кроме того|Однако|Но |При этом|Он,|По его словам|По её словам|他|她|此外|但|然而|这|该|同时|另外|他们)/u
const PRONOUN_SPEAKER =
  /(?:[,”"]\s*)(?:he|she|they|it) (?:said|says|added|told|noted|wrote|stressed|continued)\b|\b(?:he|she|they) (?:said|added|told reporters)\.?$/iu
const ADVERT =
  /\b(?:subscrib(?:e|ing)|catch up on|newsletter|sign up|click here|follow us|download (?:the|our) app|all rights reserved|see how (?:much|many|well) you|take (?:our|this) quiz|cookies?|log in|read more|watch live|whatsapp|telegram channel)\b|подписывайтесь|구독|무단전재|購読|登録|订阅|扫码/iu
/** What stands under a picture: who is where in it, or a scene with its date. */
const CAPTION =
  /\((?:(?:top|bottom|center|centre|far|second from)[ -])?(?:center|centre|left|right|back|front|L|R)(?: (?:left|right))?\)|\b(?:speaks?|poses?|waves?|attends?|visits?|shakes? hands|looks? on|is seen|are seen)\b.* on (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}\.?$|latest news updates|,? on (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, (?:19|20)\d\d\.?$|^\(.*\)\.?$|via getty images/iu
const ENDED = /[.!?。！？…]["”’»」』)）\]]*$/u
const TRUNCATED = /(?:\.{3}|…)["”’»」』)）\]]*$/u
/** Korean and Japanese. */
const VERB_LAST = /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu

/** Characters as a reader counts effort: one of Chinese, Japanese or Korean says as much as two and a half of Latin. */
export const weightedLength = (text: string): number => text.length + 1.5 * (text.match(EAST_ASIAN)?.length ?? 0)

/** Whether a sentence leans on the one before it. */
export const dangles = (sentence: string): boolean =>
  DANGLING.test(sentence) || FOLLOWS_ON.test(sentence) || DANGLING_ELSEWHERE.test(sentence) || POINTS_BACK.test(sentence)

/** Whether a text in a language whose verb comes last was cut before its end: then it does not say what happened. */
export const isCutBeforeVerb = (sentence: string): boolean => TRUNCATED.test(sentence) && VERB_LAST.test(sentence)

/** A quotation and nothing else: nobody says who speaks. */
const ONLY_QUOTED = /^["“«「『][^"“”«»「」『』]*["”»」』][.!?。]?$/u

/** Whether quotation marks and brackets are closed: a cut text leaves them open. */
export function isBalanced(sentence: string): boolean {
  const count = (character: string): number => sentence.split(character).length - 1
  return count('"') % 2 === 0 && ['“”', '「」', '『』', '()', '（）'].every((pair) => count(pair.charAt(0)) === count(pair.charAt(1)))
}

const LATIN_SENTENCE = /^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u

/**
 * Whether a sentence in Latin letters names anybody or anything: a capital after its first word, or a name in the first. In other
 * scripts it cannot be told and is taken to.
 */
export function namesSomebody(sentence: string): boolean {
  if (!LATIN_SENTENCE.test(sentence)) return true
  const [first = '', ...rest] = sentence.replace(/^[^\p{L}\p{N}]+/u, '').split(/\s+/u)
  return rest.some((word) => /^[^\p{L}\p{N}]*\p{Lu}/u.test(word)) || /[’']s$|^\p{Lu}{2,}/u.test(first)
}

/** Words that take a side or raise the voice: what they stand in is somebody's opinion. */
const LOADED =
  /\b(?:puppets?|warmong\p{L}+|gangsters?|heinous|reckless(?:ly)?|frenz(?:y|ied)|hideous|shock(?:ing|er)|slams?|blasts?|rips|chilling|terrifying|ww3|bombshell|furious|useful idiots?|war[- ]criminal|rampage|oddball|racket|military rampage)\b|!/iu

/** Whether a text is worded for or against somebody. */
export const isLoaded = (text: string): boolean => LOADED.test(text)

/** Whether a sentence describes a picture. */
export const isCaption = (sentence: string): boolean => CAPTION.test(sentence)

/** Whether a sentence stands by itself, whole, and says something: fit for a summary. */
export function standsAlone(sentence: string, limit: number): boolean {
  const length = weightedLength(sentence)
  return (
    length >= 40 &&
    sentence.length <= limit &&
    ENDED.test(sentence) &&
    !TRUNCATED.test(sentence) &&
    !/[?？]["”’»」』)）]*$/u.test(sentence) &&
    !ADVERT.test(sentence) &&
    !PRONOUN_SPEAKER.test(sentence) &&
    !ONLY_QUOTED.test(sentence) &&
    !/https?:|www\.|@\w/u.test(sentence) &&
    isBalanced(sentence)
  )
}

/** Cuts at a word or, in scripts without spaces, at a character, and says so with an ellipsis. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text
  const room = text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/u, '')
  const space = room.lastIndexOf(' ')
  return `${(space > limit * 0.6 ? room.slice(0, space) : room).replace(/[\s,;:–—-]+$/u, '')}…`
}
