import { expect, test } from 'vitest'
import { parseShards } from '#src/config/shards.ts'

test.each([
  ['auto', 'whole'],
  ['0/1', { ids: [0], count: 1 }],
  ['0,1/4', { ids: [0, 1], count: 4 }],
  [' 3 , 0-1 , 1 / 8 ', { ids: [0, 1, 3], count: 8 }],
])('"%s" is a share of Discord’s shards', (written, share) => {
  expect(parseShards(written)).toEqual(share)
})

test.each([
  ['', '"" names no shards'],
  ['4', '"4" names no shards'],
  ['/4', '"/4" names no shards'],
  ['one/4', '"one/4" names no shards'],
  ['3-1/4', '"3-1/4" names no shards'],
  ['-1/4', '"-1/4" names no shards'],
  ['0/0', '"0/0" is 0 shards in all: there can be 1 to 10000'],
  ['0/99999', '"0/99999" is 99999 shards in all: there can be 1 to 10000'],
  ['0,4/4', '"0,4/4" names shard 4 of 4, counted from 0 to 3'],
])('"%s" is none, and it is said why', (written, wrong) => {
  expect(parseShards(written)).toEqual({ wrong })
})
