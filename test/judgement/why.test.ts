import { describe, expect, it } from 'vitest'
import { explain } from '#src/judgement/why.ts'
import { assess, knowledge } from './world.ts'

const linesOf = (title: string): readonly string[] =>
  explain({ item: { title, text: '' }, assessment: assess(title) }, knowledge.facts.alignments).lines

describe('explain', () => {
  it('names rule, score, threshold, and the words it rests on', () => {
    const text = linesOf('Putin and Kim Jong Un sign treaty in Pyongyang').join('\n')
    expect(text).toMatch(/North Korea–Russia: kept, score 0\.\d\d|1\.00/)
    expect(text).toContain('rule B1')
    expect(text).toContain('“Putin and Kim Jong Un”')
    expect(text).toContain('Found: Putin, Kim Jong Un')
  })

  it('says for what is not kept what would count', () => {
    expect(linesOf('Rain over Busan').join('\n')).toContain('It would count if USA, JPN, KOR acted together')
  })

  it('says which objection outweighed the rest', () => {
    expect(linesOf('Putin and Kim Jong Un attend military parade in Beijing').join('\n')).toContain(
      'stronger without: both at a parade of a third state',
    )
  })
})
