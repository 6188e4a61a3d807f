import type { Finding } from './findings.ts'
import { named } from './matter.ts'
import type { Segment } from './reading.ts'
import type { Stretch } from './sentences.ts'
import { has, isOf, type View } from './view.ts'

/** People or arms of the sender beside the war (rule `theatre`, B3), in the headline, across headline and lead, or in the lead. */
export function theatre(view: View): Finding[] {
  const { alignment, title, lead, themes, members } = view
  const rule = alignment.rules.find((each) => each.test === 'theatre')
  const sender = rule?.sender
  if (rule === undefined || sender === null || sender === undefined) return []
  const partners = new Set([...rule.theatre, ...members.filter((member) => member !== sender)])
  const figures = (segment: Segment): boolean =>
    segment.states.has(sender) &&
    has(segment.themes, themes.troops | themes.arms) &&
    (rule.theatre.some((state) => segment.states.has(state)) ||
      (has(segment.themes, themes.war) && [...segment.states].some((state) => partners.has(state))))
  const near = [...title, ...lead].some((segment) => [...partners].some((state) => segment.states.has(state)))
  const sentOut = themes.abroad | (near ? themes.captive : 0n)
  const captured = (segment: Segment): boolean =>
    segment.words.some(
      (word) => has(word.themes, themes.captive) && segment.names.some((name) => isOf(name, [sender]) && belongs(name, word, view)),
    )
  const fights = (segment: Segment): boolean => near && has(segment.themes, themes.troops) && has(segment.themes, themes.war)
  const inTitle = title.find(
    (segment) => figures(segment) || (segment.states.has(sender) && (has(segment.themes, sentOut) || fights(segment) || captured(segment))),
  )
  if (inTitle !== undefined) return [named('theatre-title', `people or arms of ${sender} beside the war, in the headline`, inTitle)]
  const sent = title.find((segment) => segment.states.has(sender) && has(segment.themes, themes.troops))
  const there = lead.some(
    (segment) => has(segment.themes, themes.war | themes.troops) && [...partners].some((state) => segment.states.has(state)),
  )
  if (sent !== undefined && there) return [named('theatre-across', `people of ${sender} in the headline, the war in the lead`, sent)]
  const inLead = lead.find(figures)
  return inLead === undefined ? [] : [named('theatre-lead', `people or arms of ${sender} beside the war, in the lead`, inLead)]
}

/** Side by side, with room for an ending: "North Korean prisoners of war", 생포된 북한군; not "held in North Korea prisoner". */
function belongs(name: Stretch, word: Stretch, { reading: { text } }: View): boolean {
  const gap = word.start >= name.end ? word.start - name.end : name.start - word.end
  return gap >= 0 && gap <= 3 && !/[a-mo-z]/.test(text.slice(name.end - 1, name.end))
}
